import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import type { Grouped } from '../group/group';
import { toBusinessOrder } from '../order/order';
import type { LogPage } from '../source/log-pages';

/** What a batch holds of one journey. */
export interface JourneyBatch {
  readonly journeyId: string;
  /** In business order; only of types that some projection cares for. */
  readonly events: readonly JourneyEvent[];
  /** Whether the journey's first event is in this batch, so that nothing of it lies before. */
  readonly fromStart: boolean;
}

/** A stretch of the log, decoded once and grouped by journey, for all projections. */
export class Batch {
  readonly journeys: readonly JourneyBatch[];
  readonly lastEventId: string;
  readonly upTo: Position;
  /** Newest occurredAt among its journeys' events; null where it has none. */
  readonly newestOccurredAt: number | null;
  private readonly histories = new Map<string, Promise<readonly JourneyEvent[]>>();

  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    /** Where the stretch begins; undefined: at the start of the log. */
    readonly after: Position | undefined,
    { events, upTo }: LogPage,
    { journeys }: Grouped,
    private readonly types: ReadonlySet<string>,
  ) {
    const last = events.at(-1);
    if (last === undefined) throw new Error('A batch has at least one event.');
    this.lastEventId = last.id;
    this.upTo = upTo;
    this.journeys = Array.from(journeys, ([journeyId, recorded]) => ({
      journeyId,
      events: this.decoded(journeyId, recorded),
      fromStart: recorded[0]?.revision === 0,
    }));
    this.newestOccurredAt = newest(journeys.values());
  }

  /** All events of a journey up to the end of this batch, read and decoded once whoever asks. */
  history(journeyId: string): Promise<readonly JourneyEvent[]> {
    const known = this.histories.get(journeyId);
    if (known !== undefined) return known;
    const history = historyOf(this.log, journeyId, this.upTo).then((events) =>
      this.decoded(journeyId, events),
    );
    this.histories.set(journeyId, history);
    return history;
  }

  private decoded(journeyId: string, recorded: readonly RecordedEvent[]): JourneyEvent[] {
    const events: JourneyEvent[] = [];
    for (const event of recorded) if (this.types.has(event.type)) events.push(decode(event, journeyId));
    return toBusinessOrder(events);
  }
}

function newest(journeys: Iterable<readonly RecordedEvent[]>): number | null {
  let newestAt: number | null = null;
  for (const events of journeys) {
    for (const { occurredAt } of events)
      if (newestAt === null || occurredAt > newestAt) newestAt = occurredAt;
  }
  return newestAt;
}
