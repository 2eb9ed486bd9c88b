import { CorruptStore } from '@rapport/event-store';
import type { Worker } from 'node:worker_threads';
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
      else reject(outcome === undefined ? new Error(`A thread ended with code ${code}.`) : failure(outcome));
    });
  });
}

/** As it was on the other side, as far as others tell errors apart. */
function failure({ message, code }: { readonly message: string; readonly code: string | undefined }): Error {
  if (code === 'corrupt-store') return new CorruptStore(message);
  return Object.assign(new Error(message), code !== undefined && { code });
}
