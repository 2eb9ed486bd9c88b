import type { Sample } from './sample';

/** Told of the steps of a curve: `share` (0..1) holds from `time` on. Answers whether it wants to know the next one. */
export type Step = (time: number, share: number) => boolean;

/** Walks a right-continuous step function that starts at 0 and never falls; times ascend, each once. A sample comes in parts. */
export type Estimator = (parts: readonly Sample[], step: Step) => void;

/**
 * Room for rounding when a share is compared with p. Steps of real samples are some 1/n apart, so this cannot skip one
 * below 10^8 observations.
 */
const tolerance = 1e-9;

/** For each p of (0, 1), ascending: the smallest time by which the share p has been reached; null where it never is. */
export function quantiles(
  estimate: Estimator,
  parts: readonly Sample[],
  ps: readonly number[],
): (number | null)[] {
  const times: number[] = [];
  estimate(parts, (time, share) => {
    while (times.length < ps.length && share >= (ps[times.length] ?? 1) - tolerance) times.push(time);
    return times.length < ps.length;
  });
  return ps.map((_, index) => times[index] ?? null);
}
