import type { Step } from './curve';
import { Endings } from './endings';
import type { Sample } from './sample';

/**
 * The product-limit estimate (Kaplan & Meier 1958) of the share that has had the event by each time, 1 - S(t).
 * What competes counts as censored here.
 *
 * The product over a stretch without censoring telescopes to one division, so that a sample without censoring gives the exact
 * empirical shares and no rounding of a long product can move a quantile.
 */
export function kaplanMeier(parts: readonly Sample[], step: Step): void {
  let survival = 1;
  let stretchSurvival = 1;
  let stretchAtRisk = 0;
  for (const ending = new Endings(parts); ending.next();) {
    const { time, atRisk, events } = ending;
    if (stretchAtRisk === 0) [stretchSurvival, stretchAtRisk] = [survival, atRisk];
    if (events > 0) {
      survival = (stretchSurvival * (atRisk - events)) / stretchAtRisk;
      if (!step(time, 1 - survival)) return;
    }
    if (ending.competing + ending.censored > 0) stretchAtRisk = 0;
  }
}
