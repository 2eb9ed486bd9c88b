import type { Due, JourneyFacts } from '../state/journey-facts';

export const dueOf = ({ dueAt, dueOn }: Due): Due => ({
  ...(dueAt === undefined ? {} : { dueAt }),
  ...(dueOn === undefined ? {} : { dueOn }),
});

/** The promise is over, one way or another. */
export function endPromise(journey: JourneyFacts, { promiseId }: { promiseId: string }): void {
  const promise = journey.promises.get(promiseId);
  if (promise !== undefined) promise.ended = true;
}
