import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadStore } from '../read-store';
import { numberIn } from './all-once';
import type { startScript } from './in-process';

const mostKills = 200;

interface KilledLoad {
  /** Begins the load in a process, or goes on with it. */
  readonly start: () => ReturnType<typeof startScript>;
  /** The first process is killed at its first line, the others at a random moment of these after it; later where a run saved nothing. */
  readonly longestRunMs: number;
  /** After each kill: whether the load was finished, perhaps without having said so. */
  readonly isComplete: () => Promise<boolean>;
}

/** Kills a load's process until it is finished, and expects it to go on behind what it had saved. Returns how often it was killed. */
export async function killUntilLoaded({ start, longestRunMs, isComplete }: KilledLoad): Promise<number> {
  let saved = 0;
  let longest = longestRunMs;
  for (let kills = 1; kills <= mostKills; kills += 1) {
    const { child, closed, seen, begun } = start();
    await Promise.race([begun, closed]);
    if (kills > 1) await sleep(Math.random() * longest);
    child.kill('SIGKILL');
    await closed;
    if (seen.length > 0) expect(numberIn(seen[0])).toBeGreaterThanOrEqual(saved);
    const reached = Math.max(saved, ...seen.slice(0, -1).map(numberIn).filter(Number.isFinite)); // the last line may be cut off
    if (reached === saved) longest *= 1.2; // so that a slow machine gets through the longest step as well
    saved = reached;
    if (await isComplete()) return kills;
  }
  throw new Error(`The load was not finished after ${mostKills} kills.`);
}

export const hasCompleteBuild = async (store: ReadStore): Promise<boolean> =>
  (await store.builds()).some(({ state }) => state === 'complete');
