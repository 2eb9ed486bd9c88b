import { ChangeFile } from '../changes/change-file';
import { outcomeOf, type Tallied } from '../outcome/tallied';
import type { Outcome } from '../outcome/outcome';
import { simulateShare, type RunOptions } from '../run';
import { whatIfOf, type SimulationOrder } from './order';

type How = Pick<RunOptions, 'log' | 'onProgress' | 'signal' | 'share' | 'newestOfAll'>;

/** Does what was ordered, in this thread. */
export const carryOut = async (order: SimulationOrder, how: How): Promise<Outcome> =>
  outcomeOf([await carryOutShare(order, how)]);

/** The same for a share of the journeys. */
export async function carryOutShare(order: SimulationOrder, how: How): Promise<Tallied> {
  const { head, events, changesFile, maxEventsInMemory } = order;
  const whatIf = whatIfOf(order);
  const changes = await ChangeFile.create(changesFile);
  try {
    const reading = { ...how, head: head ?? undefined, events, maxEventsInMemory };
    return await simulateShare({ ...reading, whatIf, changes });
  } finally {
    await changes.close();
  }
}
