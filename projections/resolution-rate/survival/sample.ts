import { Numbers } from './numbers';

/**
 * Durations of one group, by how they ended. All in one unit; the estimators keep that unit.
 * `competing` holds those that ended in something which makes the event impossible (as far as anyone knows). What was censored
 * below 0 was never watched: it is at risk of nothing.
 */
export interface Sample {
  readonly events: Numbers;
  readonly competing: Numbers;
  readonly censored: Numbers;
}

export const emptySample = (): Sample => ({
  events: new Numbers(),
  competing: new Numbers(),
  censored: new Numbers(),
});

export const mergedSample = (parts: readonly Sample[]): Sample => ({
  events: Numbers.merged(parts.map(({ events }) => events)),
  competing: Numbers.merged(parts.map(({ competing }) => competing)),
  censored: Numbers.merged(parts.map(({ censored }) => censored)),
});
