import { setTimeout as sleep } from 'node:timers/promises';

/** Once is no silence: the pool may be full, or the work between two statements. */
const timesSilent = 2;

export type Attention = 'at it' | 'silent' | 'gone';

export interface Watch {
  /** Milliseconds. */
  readonly everyMs: number;
  /** What the server says of the connection; rejects where it says nothing. */
  readonly attention: () => Promise<Attention>;
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

async function look({ everyMs, attention, giveUp }: Watch, over: AbortSignal): Promise<void> {
  for (let silent = 0; silent < timesSilent;) {
    await sleep(everyMs, undefined, { signal: over, ref: false });
    const paid = await attention().catch((): Attention => 'silent');
    if (paid === 'gone') break;
    silent = paid === 'silent' ? silent + 1 : 0;
  }
  if (!over.aborted) giveUp();
}
