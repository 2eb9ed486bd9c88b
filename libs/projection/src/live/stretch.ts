import type { Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { Breather } from '../source/breather';
import { sideBySide } from '../source/side-by-side';

/**
 * No log reads several streams at once, and a filter would have a server look through all of the log; but a server answers many
 * calls on one connection at a time, so that a batch of histories takes some round trips and not one for each. An embedded log
 * answers at once: there it makes no difference.
 */
const readsAtATime = 16;

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
  /** All events of these journeys up to the end of the stretch, by journey, in business order. */
  histories(journeyIds: readonly string[]): Promise<Histories>;
}

export type Histories = ReadonlyMap<string, readonly JourneyEvent[]>;

/** All events of these journeys of a stretch: of those that begin in it nothing has to be read. */
export async function historiesOf(stretch: Stretch, journeys: readonly JourneyBatch[]): Promise<Histories> {
  const begun = journeys.filter(({ fromStart }) => !fromStart).map(({ journeyId }) => journeyId);
  const read = begun.length === 0 ? undefined : await stretch.histories(begun);
  return new Map(journeys.map(({ journeyId, events }) => [journeyId, read?.get(journeyId) ?? events]));
}

/** Reads several histories, some at a time. */
export async function readHistories(
  journeyIds: readonly string[],
  read: (journeyId: string) => Promise<readonly JourneyEvent[]>,
): Promise<Histories> {
  const histories = new Map<string, readonly JourneyEvent[]>();
  const breather = new Breather();
  await sideBySide(journeyIds, readsAtATime, async (id) => {
    histories.set(id, await read(id));
    if (breather.due) await breather.breathe();
  });
  return histories;
}
