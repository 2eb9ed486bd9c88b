import { Progress } from '@rapport/projection';
import { projections } from '@rapport/projections';
import type { BuildId } from '@rapport/read-store';
import { parentPort, workerData } from 'node:worker_threads';
import { openBuilder } from '../builder';
import type { ThreadMessage, ThreadOrder } from './order';

/** The beginning of a rebuild's thread. */
async function build({ stores, rebuildEvents, ...order }: ThreadOrder): Promise<readonly BuildId[]> {
  const stopping = new AbortController();
  parentPort?.once('message', () => stopping.abort());
  const builder = await openBuilder(stores, rebuildEvents);
  try {
    const progress = new Progress(order.projections, await builder.log.count());
    return await builder.fill({
      projections: projections.filter(({ name }) => order.projections.includes(name)),
      ...(order.replay && { replay: order.replay }),
      progress,
      onProgress: () => tell({ kind: 'progress', done: progress.done }),
      signal: stopping.signal,
    });
  } finally {
    await builder.close();
  }
}

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

build(workerData as ThreadOrder)
  .then((builds) => tell({ kind: 'built', builds }))
  .catch((error: unknown) => {
    const failure = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', message: failure.message, code: codeOf(failure) });
  })
  .finally(() => parentPort?.close());
