import type { StagingDatabase } from './database';

const perTransaction = 5_000;

/**
 * Hands items on while `write` stages them, some thousand a transaction; between transactions the process gets to breathe
 * and to be interrupted.
 */
export async function inTransactions<T>(
  database: StagingDatabase,
  items: AsyncIterable<T> | Iterable<T>,
  write: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let batch: T[] = [];
  const flush = () => database.transaction(() => batch.forEach(write));
  for await (const item of items) {
    batch.push(item);
    if (batch.length < perTransaction) continue;
    flush();
    batch = [];
    await new Promise(setImmediate);
    signal.throwIfAborted();
  }
  flush();
}
