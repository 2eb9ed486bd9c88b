import { parentPort } from 'node:worker_threads';
import type { ThreadMessage } from './order';

/** Within a thread: does its work, told how far it is and when to stop. */
export function carryOut<Result>(
  work: (onProgress: (done: number) => void, signal: AbortSignal) => Promise<Result>,
): void {
  const tell = (message: ThreadMessage<Result>): void => parentPort?.postMessage(message);
  const stopping = new AbortController();
  parentPort?.once('message', () => stopping.abort());
  work((done) => tell({ kind: 'progress', done }), stopping.signal)
    .then((result) => tell({ kind: 'done', result }))
    .catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      tell({ kind: 'failed', message: failure.message, code: codeOf(failure) });
    })
    .finally(() => parentPort?.close());
}

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;
