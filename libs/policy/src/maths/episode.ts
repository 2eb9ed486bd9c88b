import type { Episode, Millis, Moment } from '../policy';
import { decay } from './decay';

/** How intense a moment of some arousal is per unit of valence: base + arousal x the moment's arousal. */
export interface Intensity {
  readonly base: number;
  readonly arousal: number;
}

/** Peak-end (Kahneman et al. 1993): the first of the most intense moments and the last one, each half. One moment or more. */
export function peakEnd(moments: readonly Moment[], intensity: Intensity): Episode {
  const end = moments.at(-1);
  if (end === undefined) throw new Error('An episode has one moment at least.');
  let peak = end;
  let most = -1;
  for (const moment of moments) {
    const intense = Math.abs(moment.valence) * (intensity.base + intensity.arousal * moment.arousal);
    if (intense > most) [peak, most] = [moment, intense];
  }
  return {
    endedAt: end.at,
    value: (peak.valence + end.valence) / 2,
    reliability: (peak.reliability + end.reliability) / 2,
  };
}

/**
 * sum(q 2^(-dt/halfLife) M) / (sum(q 2^(-dt/halfLife)) + prior), -1..1; 0 without episodes. Sums in the order given: hand the
 * episodes over in business order of their first moments where equal bits matter.
 */
export function feltAt(episodes: Iterable<Episode>, at: Millis, halfLifeMs: Millis, prior: number): number {
  let total = 0;
  let weights = 0;
  for (const { value, reliability, endedAt } of episodes) {
    const weight = decay(reliability, endedAt, at, halfLifeMs);
    total += weight * value;
    weights += weight;
  }
  return total / (weights + prior);
}
