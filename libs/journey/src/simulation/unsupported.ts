import type { RecordedAppend } from './appends';
import type { Move } from './simulated-append';

/** The id of the event that an event was caused by, where the log says so. */
export type CauseOf = (eventId: string) => string | undefined;

/**
 * The facts of one journey that rest on a decision which the candidate would not have made: they name it as their cause, or
 * they name a fact that does, or a decision that such a fact led to.
 */
export class Unsupported {
  private readonly events = new Set<string>();
  private count = 0;

  /** None of the journey's events names a cause where there is no function to ask. */
  constructor(private readonly causeOf: CauseOf | undefined) {}

  get facts(): number {
    return this.count;
  }

  /**
   * The next append in the order of revisions: what rests on something comes after it.
   * @param move what the candidate makes of the fact
   */
  append({ fact, decision }: RecordedAppend, move: Move | undefined): void {
    if (this.causeOf === undefined) return;
    const cause = this.causeOf(fact.id);
    const isUnsupported = cause !== undefined && this.events.has(cause);
    if (isUnsupported) {
      this.events.add(fact.id);
      this.count += 1;
    }
    if (decision !== undefined && (isUnsupported || move?.to !== decision.data.to))
      this.events.add(decision.id);
  }
}
