import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import { isMembership } from '../fold/membership';
import type { Grouped } from '../group/group';
import { toBusinessOrder } from '../order/order';
import type { LogPage } from '../source/log-pages';
import { KeptHistories } from './kept-histories';
import { readHistories, type Histories, type JourneyBatch, type Stretch } from './stretch';

/** A stretch of the log, decoded once and grouped by journey, for all projections. */
export class Batch implements Stretch {
  readonly journeys: readonly JourneyBatch[];
  readonly namesCustomers: boolean;
  readonly lastEventId: string;
  readonly upTo: Position;
  /** Newest occurredAt among its journeys' events; null where it has none. */
  readonly newestOccurredAt: number | null;
  private readonly read = new Map<string, Promise<readonly JourneyEvent[]>>();

  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    readonly after: Position | undefined,
    { events, upTo }: LogPage,
    { journeys }: Grouped,
    private readonly types: ReadonlySet<string>,
    private readonly kept = new KeptHistories(),
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

  /** Each read and decoded once, whoever asks. */
  histories(journeyIds: readonly string[]): Promise<Histories> {
    return readHistories(journeyIds, (id) => this.history(id));
  }

  private history(journeyId: string): Promise<readonly JourneyEvent[]> {
    let history = this.read.get(journeyId);
    if (history === undefined) {
      const kept = this.kept.get(journeyId);
      history = kept === undefined ? this.fromLog(journeyId) : Promise.resolve(kept);
      this.read.set(journeyId, history);
    }
    return history;
  }

  private async fromLog(journeyId: string): Promise<readonly JourneyEvent[]> {
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
