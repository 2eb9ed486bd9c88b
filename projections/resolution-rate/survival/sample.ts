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

export function addSample(to: Sample, { events, competing, censored }: Sample): void {
  to.events.pushAll(events);
  to.competing.pushAll(competing);
  to.censored.pushAll(censored);
}
