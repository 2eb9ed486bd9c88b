import { Worker } from 'node:worker_threads';
import { outcomeOf } from './outcome';
import type { ThreadEntry } from './thread-entry';

/** As the engine's own: most of what is parsed is soon forgotten. */
const maxYoungGenerationSizeMb = 192;

interface Watching {
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Has a thread do what is ordered, by the code that runs here. @throws CodeChanged */
export async function inThread<Result>(
  entry: ThreadEntry,
  order: object,
  { onProgress, signal }: Watching,
): Promise<Result> {
  signal.throwIfAborted(); // a signal tells nobody who comes to it later
  entry.check();
  const worker = new Worker(entry.file, {
    ...{ workerData: order, resourceLimits: { maxYoungGenerationSizeMb } },
    execArgv: [], // without source maps, which would take as long to read as a quarter of the code
  });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await outcomeOf<Result>(worker, onProgress);
    entry.check();
    return result;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
