import { StoreUnavailable } from '@rapport/event-store';
import { ReadStoreUnavailable } from '@rapport/read-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { storePatienceMs } from '../http/limits';

export interface Patience {
  /** In all. */
  readonly giveUpAfterMs: number;
  /** Between two attempts. */
  readonly pauseMs: number;
}

const usual: Patience = { giveUpAfterMs: storePatienceMs, pauseMs: 1_000 };

/** What stores on other machines say that do not answer, or not yet. */
export const isAway = (error: unknown): error is StoreUnavailable | ReadStoreUnavailable =>
  error instanceof StoreUnavailable || error instanceof ReadStoreUnavailable;

/** Opens stores that may not be there yet, as where a whole deployment starts at once. @throws what it was met with last */
export async function patiently<T>(
  open: () => Promise<T>,
  logger: Pick<Logger, 'warn'>,
  { giveUpAfterMs, pauseMs }: Patience = usual,
): Promise<T> {
  const giveUpAt = performance.now() + giveUpAfterMs;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (!isAway(error) || performance.now() + pauseMs > giveUpAt) throw error;
      logger.warn({ code: error.code, message: error.message }, 'a store does not answer yet: trying again');
    }
    await pause(pauseMs);
  }
}
