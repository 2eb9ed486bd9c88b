import type { EventLog, Millis, Position, RecordedEvent } from '@rapport/event-store';
import { journeyOf } from '@rapport/packed';
import { Breather } from '../source/breather';

const pageSize = 1_000;

/** The end of a full page of the log. */
interface Mark {
  readonly position: Position;
  readonly recordedAt: Millis;
  /** Newest occurredAt of journeys' events from the start of the log to here; -Infinity before the first. */
  readonly newest: Millis;
}

/**
 * Says how new the newest event was at a moment of recording: the default moment of what was known then. The first question
 * reads the log up to there and keeps a mark each thousand events, the next ones read one page.
 */
export class NewestKnown {
  private readonly marks: Mark[] = [];
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: Pick<EventLog, 'readAll'>) {}

  /** Newest occurredAt of the journeys' events recorded up to and including the moment; undefined where there is none. */
  async at(knownAt: Millis): Promise<Millis | undefined> {
    this.reading = this.reading.then(
      () => this.readBeyond(knownAt),
      () => this.readBeyond(knownAt),
    );
    await this.reading;
    const before = this.marks.findLast(({ recordedAt }) => recordedAt <= knownAt);
    const page = await this.page(before?.position);
    const newest = newestOf(
      page.filter(({ recordedAt }) => recordedAt <= knownAt),
      before?.newest,
    );
    return newest === -Infinity ? undefined : newest;
  }

  /** Until a mark lies behind the moment, or less than a page is left. */
  private async readBeyond(knownAt: Millis): Promise<void> {
    const breather = new Breather();
    for (;;) {
      const last = this.marks.at(-1);
      if (last !== undefined && last.recordedAt > knownAt) return;
      const page = await this.page(last?.position);
      const end = page.at(-1);
      if (end === undefined || page.length < pageSize) return;
      const { position, recordedAt } = end;
      this.marks.push({ position, recordedAt, newest: newestOf(page, last?.newest) });
      if (breather.due) await breather.breathe();
    }
  }

  private async page(after: Position | undefined): Promise<readonly RecordedEvent[]> {
    const from = after === undefined ? {} : { after };
    return (await this.log.readAll({ limit: pageSize, detail: 'fold', ...from })).events;
  }
}

function newestOf(events: readonly RecordedEvent[], before = -Infinity): Millis {
  let newest = before;
  for (const { stream, occurredAt } of events)
    if (occurredAt > newest && journeyOf(stream) !== undefined) newest = occurredAt;
  return newest;
}
