import { Progress } from '@rapport/projection';
import { projections } from '@rapport/projections';
import type { BuildId } from '@rapport/read-store';
import { workerData } from 'node:worker_threads';
import { openBuilder } from '../builder';
import { uncheckedPolicy } from '../policy-follower';
import { carryOut } from './carry-out';
import type { ThreadOrder } from './order';

const { stores, rebuildEvents, ...order } = workerData as ThreadOrder;

/** The beginning of a rebuild's thread. */
carryOut<readonly BuildId[]>(async (onProgress, signal) => {
  const builder = await openBuilder(stores, rebuildEvents, uncheckedPolicy);
  try {
    const progress = new Progress(order.projections, await builder.log.count());
    return await builder.fill({
      projections: projections.filter(({ name }) => order.projections.includes(name)),
      ...(order.replay && { replay: order.replay }),
      ...(order.underWay && { underWay: order.underWay }),
      progress,
      onProgress: () => onProgress(progress.done),
      signal,
    });
  } finally {
    await builder.close();
  }
});
