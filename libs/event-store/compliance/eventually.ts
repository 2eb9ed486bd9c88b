import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what another party brings about; fails after some seconds. */
export async function eventually(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_000 && !condition(); tries += 1) await sleep(5);
  expect(condition()).toBe(true);
}
