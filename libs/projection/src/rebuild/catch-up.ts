import type { Position } from '@rapport/event-store';
import { FoldFailed } from '../fold/fold-failed';
import { groupByJourney } from '../group/group';
import { Batch } from '../live/batch';
import type { Lane } from '../live/lane';
import { tell } from '../source/listener';
import { logPages } from '../source/log-pages';
import type { RebuildContext } from './context';

/**
 * Takes lanes that stand at one position to a later one, by the same batches as live. Returns the lanes that stopped on the
 * way, with their errors.
 */
export async function catchUp(
  { log, listeners }: Pick<RebuildContext, 'log' | 'listeners'>,
  lanes: readonly Lane[],
  until: Position | undefined,
): Promise<ReadonlyMap<Lane, FoldFailed>> {
  const failed = new Map<Lane, FoldFailed>();
  const types = new Set(lanes.flatMap(({ folder }) => [...folder.types]));
  let at = lanes[0]?.position;
  for await (const page of logPages(log, at, until)) {
    const grouped = groupByJourney(page.events);
    await tell(listeners, grouped.others);
    const batch = new Batch(log, at, page, grouped, types);
    for (const lane of lanes) if (!failed.has(lane)) await applyTo(lane, batch, failed);
    at = page.upTo;
  }
  return failed;
}

async function applyTo(lane: Lane, batch: Batch, failed: Map<Lane, FoldFailed>): Promise<void> {
  try {
    await lane.apply(batch);
  } catch (error) {
    if (!(error instanceof FoldFailed)) throw error;
    failed.set(lane, error);
  }
}
