import type { Curve } from './curve';
import { endings, type Sample } from './sample';

/**
 * The product-limit estimate (Kaplan & Meier 1958) of the share that has had the event by each time, 1 - S(t).
 * What competes counts as censored here.
 *
 * The product over a stretch without censoring telescopes to one division, so that a sample without censoring gives the exact
 * empirical shares and no rounding of a long product can move a quantile.
 */
export function kaplanMeier(sample: Sample): Curve {
  const curve = { times: [] as number[], shares: [] as number[] };
  let survival = 1;
  let stretch = { survival: 1, atRisk: 0 };
  for (const { time, atRisk, events, competing, censored } of endings(sample)) {
    if (stretch.atRisk === 0) stretch = { survival, atRisk };
    if (events > 0) {
      survival = (stretch.survival * (atRisk - events)) / stretch.atRisk;
      curve.times.push(time);
      curve.shares.push(1 - survival);
    }
    if (competing + censored > 0) stretch = { survival, atRisk: 0 };
  }
  return curve;
}
