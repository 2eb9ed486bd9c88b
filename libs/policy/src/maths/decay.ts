import type { Millis } from '../policy';

/** What is left at `toMs` of a sum that stood at `fromMs`; never more than it was, also when asked about an earlier moment. */
export function decay(sum: number, fromMs: Millis, toMs: Millis, halfLifeMs: Millis): number {
  return toMs <= fromMs ? sum : sum * 2 ** ((fromMs - toMs) / halfLifeMs);
}
