import { parentPort } from 'node:worker_threads';
import { toldOf } from './failure';
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
    .catch((error: unknown) => tell({ kind: 'failed', ...toldOf(error) }))
    .finally(() => parentPort?.close());
}
