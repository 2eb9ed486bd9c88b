import { ChangeFile } from '../changes/change-file';
import type { Outcome } from '../outcome/outcome';
import { runSimulation, type RunOptions } from '../run';
import { whatIfOf, type SimulationOrder } from './order';

/** Does what was ordered, in this thread. */
export async function carryOut(
  order: SimulationOrder,
  options: Pick<RunOptions, 'log' | 'onProgress' | 'signal'>,
): Promise<Outcome> {
  const { head, changesFile, maxEventsInMemory } = order;
  const whatIf = whatIfOf(order);
  const changes = await ChangeFile.create(changesFile);
  try {
    return await runSimulation({ ...options, head: head ?? undefined, whatIf, changes, maxEventsInMemory });
  } finally {
    await changes.close();
  }
}
