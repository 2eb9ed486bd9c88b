import { BuildHeld } from '@rapport/read-store';
import { setTimeout as delay } from 'node:timers/promises';

/** Whoever completes a build lets go of it within a moment. */
const freedWithinMs = 2_000;
const lookMs = 20;

/** Opens a build that somebody else may just have completed. @throws BuildHeld where it stays held, and what opening throws */
export async function whenFree<T>(open: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (const until = performance.now() + freedWithinMs; ;) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof BuildHeld) || performance.now() > until) throw error;
      await delay(lookMs, undefined, { signal });
    }
  }
}
