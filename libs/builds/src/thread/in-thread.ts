import { CorruptStore } from '@rapport/event-store';
import type { BuildId } from '@rapport/read-store';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ThreadMessage, ThreadOrder } from './order';

/** Only the build has a file that a thread can begin with. */
const entry = join(__dirname, 'worker.js');

export const hasThreads = (): boolean => existsSync(entry);

/** As the engine's own: most of what is parsed is soon forgotten. */
const maxYoungGenerationSizeMb = 192;

/** Builds in a thread of its own. Rejects where it is told to stop, once the thread has let go of everything. */
export async function inThread(
  order: ThreadOrder,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<readonly BuildId[]> {
  const worker = new Worker(entry, { workerData: order, resourceLimits: { maxYoungGenerationSizeMb } });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await outcomeOf(worker, onProgress);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Settles when the thread has ended. */
function outcomeOf(
  worker: Worker,
  onProgress: (done: number, total: number) => void,
): Promise<readonly BuildId[]> {
  let outcome: Exclude<ThreadMessage, { readonly kind: 'progress' }> | undefined;
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'progress') onProgress(message.done, message.total);
    else outcome = message;
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (outcome?.kind === 'built') resolve(outcome.builds);
      else reject(outcome === undefined ? new Error(`A thread ended with code ${code}.`) : failure(outcome));
    });
  });
}

/** As it was on the other side, as far as others tell errors apart. */
function failure({ message, code }: Extract<ThreadMessage, { readonly kind: 'failed' }>): Error {
  if (code === 'corrupt-store') return new CorruptStore(message);
  return Object.assign(new Error(message), code !== undefined && { code });
}
