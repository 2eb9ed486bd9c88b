import type { Curve } from './curve';
import { endings, type Sample } from './sample';

/**
 * Cumulative incidence (Aalen & Johansen 1978): the share that has had the event by each time where others can no longer have
 * it, because something that competes came first. Treating those as censored (1 - Kaplan-Meier) would promise too much.
 */
export function aalenJohansen(sample: Sample): Curve {
  const curve = { times: [] as number[], shares: [] as number[] };
  let eventFree = 1;
  let incidence = 0;
  for (const { time, atRisk, events, competing } of endings(sample)) {
    if (events > 0) {
      incidence += (eventFree * events) / atRisk;
      curve.times.push(time);
      curve.shares.push(incidence);
    }
    eventFree *= (atRisk - events - competing) / atRisk;
  }
  return curve;
}
