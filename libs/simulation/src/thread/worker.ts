import { openEmbeddedReader, Upcasters } from '@rapport/event-store';
import { upcasts } from '@rapport/journey';
import { parentPort, workerData } from 'node:worker_threads';
import { carryOut } from './carry-out';
import type { WorkerMessage, WorkerOrder } from './in-worker';

/** The beginning of a simulation's thread. */
async function main(order: WorkerOrder, tell: (message: WorkerMessage) => void): Promise<void> {
  const upcasters = new Upcasters();
  for (const step of upcasts) upcasters.register(step.type, step.fromVersion, (data) => step.upcast(data));
  const log = await openEmbeddedReader({ folder: order.folder, upcasters });
  try {
    const { signal } = new AbortController();
    tell({
      outcome: await carryOut(order, { log, onProgress: (progress) => tell({ progress }), signal }),
    });
  } finally {
    await log.close();
  }
}

const tell = (message: WorkerMessage): void => parentPort?.postMessage(message);

main(workerData as WorkerOrder, tell).catch((error: unknown) =>
  tell({ error: error instanceof Error ? error.message : String(error) }),
);
