import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../outcome/outcome';
import type { SimulationProgress } from '../run';
import type { SimulationOrder } from './order';

/** Only the build has a file that a thread can begin with. */
const entry = join(__dirname, 'worker.js');

export const hasWorker = (): boolean => existsSync(entry);

/** The thread reads the log through a connection of its own. */
export interface WorkerOrder extends SimulationOrder {
  /** Of the embedded log. */
  readonly folder: string;
}

/** What the thread tells. */
export type WorkerMessage =
  { readonly progress: SimulationProgress } | { readonly outcome: Outcome } | { readonly error: string };

/** Does what was ordered in another thread, so that this one has its time for everything else. */
export function inWorker(
  order: WorkerOrder,
  onProgress: (progress: SimulationProgress) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const worker = new Worker(entry, { workerData: order });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  return new Promise<Outcome>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('outcome' in message) resolve(message.outcome);
      else reject(new Error(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`The thread of the simulation ended with code ${code}.`)));
  }).finally(() => {
    signal.removeEventListener('abort', stop);
    stop();
  });
}
