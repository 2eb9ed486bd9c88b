import type { Step } from './curve';
import { Endings } from './endings';
import type { Sample } from './sample';

/**
 * Cumulative incidence (Aalen & Johansen 1978): the share that has had the event by each time where others can no longer have
 * it, because something that competes came first. Treating those as censored (1 - Kaplan-Meier) would promise too much.
 */
export function aalenJohansen(parts: readonly Sample[], step: Step): void {
  let eventFree = 1;
  let incidence = 0;
  for (const ending = new Endings(parts); ending.next();) {
    const { time, atRisk, events, competing } = ending;
    if (events > 0) {
      incidence += (eventFree * events) / atRisk;
      if (!step(time, incidence)) return;
    }
    eventFree *= (atRisk - events - competing) / atRisk;
  }
}
