import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import { isMembership } from '../fold/membership';
import type { Grouped } from '../group/group';
import { toBusinessOrder } from '../order/order';
import type { LogPage } from '../source/log-pages';
import { Histories } from './histories';

/** What a batch holds of one journey. */
export interface JourneyBatch {
  readonly journeyId: string;
  /** In business order; only of types that some projection cares for. */
  readonly events: readonly JourneyEvent[];
  /** Whether the journey's first event is in this batch, so that nothing of it lies before. */
  readonly fromStart: boolean;
  /** Whether events say whose journey it is. */
  readonly namesCustomer: boolean;
}

/** What lanes fold at a time. */
export interface Stretch {
  readonly journeys: readonly JourneyBatch[];
  /** Where the stretch begins; undefined: at the start of the log. */
  readonly after: Position | undefined;
  /** Whether events of its journeys say whose they are. */
  readonly namesCustomers: boolean;
  /** All events of a journey up to the end of the stretch, in business order. */
  history(journeyId: string): Promise<readonly JourneyEvent[]>;
}

/** A stretch of the log, decoded once and grouped by journey, for all projections. */
export class Batch implements Stretch {
  readonly journeys: readonly JourneyBatch[];
  readonly namesCustomers: boolean;
  readonly lastEventId: string;
  readonly upTo: Position;
  /** Newest occurredAt among its journeys' events; null where it has none. */
  readonly newestOccurredAt: number | null;
  private readonly histories = new Map<string, Promise<readonly JourneyEvent[]>>();

  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    readonly after: Position | undefined,
    { events, upTo }: LogPage,
    { journeys }: Grouped,
    private readonly types: ReadonlySet<string>,
    private readonly kept = new Histories(),
  ) {
    const last = events.at(-1);
    if (last === undefined) throw new Error('A batch has at least one event.');
    this.lastEventId = last.id;
    this.upTo = upTo;
    kept.moveOn(after, upTo);
    this.journeys = Array.from(journeys, ([journeyId, recorded]) => this.journeyOf(journeyId, recorded));
    this.namesCustomers = this.journeys.some(({ namesCustomer }) => namesCustomer);
    this.newestOccurredAt = newest(journeys.values());
  }

  /** Read and decoded once, whoever asks. */
  history(journeyId: string): Promise<readonly JourneyEvent[]> {
    let history = this.histories.get(journeyId);
    if (history === undefined) {
      const kept = this.kept.get(journeyId);
      history = kept === undefined ? this.read(journeyId) : Promise.resolve(kept);
      this.histories.set(journeyId, history);
    }
    return history;
  }

  private async read(journeyId: string): Promise<readonly JourneyEvent[]> {
    const history = this.decoded(journeyId, await historyOf(this.log, journeyId, this.upTo));
    this.kept.keep(journeyId, history, this.upTo);
    return history;
  }

  private journeyOf(journeyId: string, recorded: readonly RecordedEvent[]): JourneyBatch {
    const events = this.decoded(journeyId, recorded);
    this.kept.add(journeyId, events);
    return {
      journeyId,
      events,
      fromStart: recorded[0]?.revision === 0,
      namesCustomer: recorded.some(isMembership),
    };
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
