import type { Millis } from '../policy';

/** What is left at `toMs` of a sum that stood at `fromMs`; never more than it was, also when asked about an earlier moment. */
export function decay(sum: number, fromMs: Millis, toMs: Millis, halfLifeMs: Millis): number {
  return sum * share(fromMs, toMs, halfLifeMs);
}

/** What is left of 1, 0..1. */
export const share = (fromMs: Millis, toMs: Millis, halfLifeMs: Millis): number =>
  toMs <= fromMs ? 1 : 2 ** ((fromMs - toMs) / halfLifeMs);
