/** A right-continuous step function that starts at 0 and never falls: `shares[i]` (0..1) holds from `times[i]` on. */
export interface Curve {
  /** Ascending, each once. */
  readonly times: readonly number[];
  readonly shares: readonly number[];
}

/**
 * Room for rounding when a share is compared with p. Steps of real samples are some 1/n apart, so this cannot skip one
 * below 10^8 observations.
 */
const TOLERANCE = 1e-9;

/** The p-quantile: the smallest time by which the share p has been reached; null where it never is. p in (0, 1). */
export function quantile(curve: Curve, p: number): number | null {
  const index = curve.shares.findIndex((share) => share >= p - TOLERANCE);
  return curve.times[index] ?? null;
}
