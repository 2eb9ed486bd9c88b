import { setTimeout as delay } from 'node:timers/promises';

/** Waits for what other nodes bring about. Returns how long it took, milliseconds; fails after some seconds. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<number> {
  const begun = performance.now();
  while (!(await holds())) {
    if (performance.now() - begun > timeoutMs)
      throw new Error(`Not so after ${timeoutMs} ms: ${holds.toString()}`);
    await delay(5);
  }
  return performance.now() - begun;
}
