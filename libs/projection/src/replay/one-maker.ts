import type { SharedStore } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks whether another node is through. */
const lookMs = 300;

/**
 * Does the work when no other node of those that share the read store is at it: at once where one has it to itself.
 * @param onWait with each look
 */
export async function asOneMaker<T>(
  shared: SharedStore | undefined,
  replay: string,
  work: () => Promise<T>,
  {
    onWait,
    signal,
  }: { readonly onWait: (shared: SharedStore) => Promise<void>; readonly signal: AbortSignal },
): Promise<T> {
  if (shared === undefined) return work();
  const role = `replay:${replay}`;
  while (!(await shared.take(role))) {
    await onWait(shared);
    await delay(lookMs, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await shared.release(role);
  }
}
