import type { FoldedRange } from '@rapport/projection';
import { workerData } from 'node:worker_threads';
import { openBuilder } from '../builder';
import { uncheckedPolicy } from '../policy-follower';
import { carryOut } from './carry-out';
import type { PartThreadOrder } from './order';

const { stores, rebuildEvents, part } = workerData as PartThreadOrder;

/** The beginning of a rebuild's second thread. */
carryOut<FoldedRange>(async (onProgress, signal) => {
  const builder = await openBuilder(stores, rebuildEvents, uncheckedPolicy);
  try {
    return await builder.makePart(part, onProgress, signal);
  } finally {
    await builder.close();
  }
});
