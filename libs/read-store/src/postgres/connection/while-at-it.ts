import { setTimeout as sleep } from 'node:timers/promises';

/** A full pool, say, is no silence of the server's. */
const timesSilent = 2;

export interface Watch {
  /** Milliseconds. */
  readonly everyMs: number;
  /** Whether the server is still at it; rejects where it does not say. */
  readonly isAtIt: () => Promise<boolean>;
  /** Has the work fail. */
  readonly giveUp: () => void;
}

/**
 * Waits for work that may take any time (an index of millions of rows), for as long as the server is at it: asked on another
 * connection every so often. A server that hangs would else be waited for without end, as its system goes on answering for it.
 */
export async function whileAtIt<T>(watch: Watch, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  look(watch, over.signal).catch(() => undefined); // it was over
  try {
    return await work();
  } finally {
    over.abort();
  }
}

async function look({ everyMs, isAtIt, giveUp }: Watch, over: AbortSignal): Promise<void> {
  for (let silent = 0; silent < timesSilent;) {
    await sleep(everyMs, undefined, { signal: over, ref: false });
    const answer = await isAtIt().catch(() => undefined);
    if (answer === false) break;
    silent = answer === undefined ? silent + 1 : 0;
  }
  if (!over.aborted) giveUp();
}
