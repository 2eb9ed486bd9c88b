import type { EventLog } from '@rapport/event-store';

/** Whether this node hears from the log. One that does not projects nothing, though the others may well. */
export class LogSight {
  /** Of the question that is open; milliseconds, as the next. */
  private askedAt: number | undefined;
  private unansweredSince: number | undefined;

  constructor(
    private readonly log: Pick<EventLog, 'head'>,
    private readonly lostAfterMs: number,
  ) {}

  /** Asks the log, and does not wait for it; nor with the next question, where this one takes too long. */
  ask(): void {
    const now = performance.now();
    this.unansweredSince ??= now;
    if (this.askedAt !== undefined && now - this.askedAt < this.lostAfterMs) return;
    this.askedAt = now;
    this.log.head().then(
      () => (this.askedAt = this.unansweredSince = undefined),
      () => {
        if (this.askedAt === now) this.askedAt = undefined; // the next look asks again
      },
    );
  }

  get isLost(): boolean {
    const { unansweredSince } = this;
    return unansweredSince !== undefined && performance.now() - unansweredSince > this.lostAfterMs;
  }
}
