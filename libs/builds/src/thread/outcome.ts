import type { Worker } from 'node:worker_threads';
import { restored } from './failure';
import type { ThreadMessage } from './order';

/** What came of a thread. It has let go of everything when it tells; its end, which frees its memory, is not waited for. Rejects with what it failed with. */
export function outcomeOf<Result>(
  worker: Pick<Worker, 'on'>,
  onProgress: (done: number) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage<Result>) => {
      if (message.kind === 'progress') onProgress(message.done);
      else if (message.kind === 'done') resolve(message.result);
      else reject(restored(message));
    });
    worker.on('error', reject);
    worker.on('exit', (code: number) => reject(new Error(`A thread ended with code ${code}.`)));
  });
}
