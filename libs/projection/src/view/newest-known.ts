import type { EventLog, Millis, Position, RecordedEvent } from '@rapport/event-store';
import { journeyOf } from '@rapport/packed';
import { Breather } from '../source/breather';

const pageSize = 1_000;

/** A full page of the log. */
interface Stretch {
  /** The position before it; undefined: it is the first. */
  readonly after: Position | undefined;
  readonly upTo: Position;
  /** Earliest and latest recordedAt. The clock that they come from may have stepped back. */
  readonly earliest: Millis;
  readonly latest: Millis;
  /** Newest occurredAt of journeys' events; -Infinity where there are none. */
  readonly newest: Millis;
}

/**
 * Says how new the newest event was at a moment of recording: the default moment of what was known then. The first question
 * reads the log and keeps what it has to know of each thousand events, the next ones read what is new and, as a rule, one page.
 */
export class NewestKnown {
  private readonly stretches: Stretch[] = [];
  private reading: Promise<readonly RecordedEvent[]> = Promise.resolve([]);

  constructor(private readonly log: Pick<EventLog, 'readAll'>) {}

  /** Newest occurredAt of the journeys' events recorded up to and including the moment; undefined where there is none. */
  async at(knownAt: Millis): Promise<Millis | undefined> {
    this.reading = this.reading.then(
      () => this.readOn(),
      () => this.readOn(),
    );
    const known = (events: readonly RecordedEvent[]): Millis =>
      newestOf(events.filter(({ recordedAt }) => recordedAt <= knownAt));
    let newest = known(await this.reading);
    for (const { after, earliest, latest, newest: ofAll } of this.stretches) {
      if (earliest > knownAt || ofAll <= newest) continue;
      newest = Math.max(newest, latest <= knownAt ? ofAll : known(await this.page(after)));
    }
    return newest === -Infinity ? undefined : newest;
  }

  /** To the end of the log; returns what lies behind the last full page. */
  private async readOn(): Promise<readonly RecordedEvent[]> {
    const breather = new Breather();
    for (;;) {
      const after = this.stretches.at(-1)?.upTo;
      const page = await this.page(after);
      const end = page.at(-1);
      if (end === undefined || page.length < pageSize) return page;
      const times = page.map(({ recordedAt }) => recordedAt);
      const [earliest, latest] = [Math.min(...times), Math.max(...times)];
      this.stretches.push({ after, upTo: end.position, earliest, latest, newest: newestOf(page) });
      if (breather.due) await breather.breathe();
    }
  }

  private async page(after: Position | undefined): Promise<readonly RecordedEvent[]> {
    const from = after === undefined ? {} : { after };
    return (await this.log.readAll({ limit: pageSize, detail: 'fold', ...from })).events;
  }
}

function newestOf(events: readonly RecordedEvent[]): Millis {
  let newest = -Infinity;
  for (const { stream, occurredAt } of events)
    if (occurredAt > newest && journeyOf(stream) !== undefined) newest = occurredAt;
  return newest;
}
