import { codeOf, reasonOf } from '@rapport/event-store';
import { openLogReader } from '@rapport/stores';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { carryOutShare } from './carry-out';
import type { FromThread, ToThread } from './messages';
import type { ShareOrder } from './order';

/** The beginning of a simulation's thread. */
async function main(order: ShareOrder): Promise<void> {
  const log = await openLogReader(order.eventStore);
  try {
    const tallied = await carryOutShare(order, {
      log,
      share: order.share,
      newestOfAll,
      onProgress: (progress) => tell({ progress }),
      signal: new AbortController().signal, // it is ended from outside
    });
    tell({ tallied });
  } finally {
    await log.close();
  }
}

const tell = (message: FromThread): void => parentPort?.postMessage(message);

async function newestOfAll(newestOccurredAt: number): Promise<number> {
  if (parentPort === null) return newestOccurredAt;
  const told = once(parentPort, 'message') as Promise<[ToThread]>;
  tell({ newestOccurredAt });
  return (await told)[0].newestOccurredAt;
}

main(workerData as ShareOrder)
  .catch((error: unknown) => tell({ error: { message: reasonOf(error), code: codeOf(error) } }))
  .finally(() => parentPort?.close());
