import { StoreUnavailable } from '@rapport/event-store';
import { BuildHeld, BuildLost, ReadStoreUnavailable } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';
import { RebuildStopped } from '../errors';

/** How often it begins again when another node has taken what it was at: more is no accident. */
const timesLost = 5;

export interface KeepOnOptions {
  /** Between two attempts. */
  readonly retryMs: number;
  /** For so long work is tried again that has not begun: somebody waits for an answer. */
  readonly beginMs: number;
  readonly hasBegun: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Does work again where a store was away, or where this node was taken for dead meanwhile and has lost what the work needs.
 * @throws RebuildStopped where the signal ends the waiting, and what does not pass, or not in time
 */
export async function keepOn<T>(
  work: () => Promise<T>,
  { retryMs, beginMs, hasBegun, signal }: KeepOnOptions,
): Promise<T> {
  const until = performance.now() + beginMs;
  for (let lost = 0; ;) {
    try {
      return await work();
    } catch (error) {
      if (isLost(error)) lost += 1;
      else if (!isAway(error)) throw error;
      if (lost > timesLost || (!hasBegun() && performance.now() > until)) throw error;
      await delay(retryMs, undefined, { signal }).catch(() => {
        throw new RebuildStopped();
      });
    }
  }
}

const isLost = (error: unknown): boolean => error instanceof BuildHeld || error instanceof BuildLost;

const isAway = (error: unknown): boolean =>
  error instanceof ReadStoreUnavailable || error instanceof StoreUnavailable;
