import type { Worker } from 'node:worker_threads';
import { restored } from './failure';
import type { ThreadMessage } from './order';

/** What came of a thread, once it has ended and let go of everything. Rejects with what it failed with. */
export function outcomeOf<Result>(
  worker: Pick<Worker, 'on'>,
  onProgress: (done: number) => void,
): Promise<Result> {
  let outcome: Exclude<ThreadMessage<Result>, { readonly kind: 'progress' }> | undefined;
  worker.on('message', (message: ThreadMessage<Result>) => {
    if (message.kind === 'progress') onProgress(message.done);
    else outcome = message;
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code: number) => {
      if (outcome?.kind === 'done') resolve(outcome.result);
      else reject(outcome === undefined ? new Error(`A thread ended with code ${code}.`) : restored(outcome));
    });
  });
}
