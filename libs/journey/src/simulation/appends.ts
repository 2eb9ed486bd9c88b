import { isFact } from '../catalogue/events';
import type { FactType, JourneyEvent } from '../catalogue/events';

/** What was appended at once: a fact and what our policy made of it. */
export interface RecordedAppend {
  readonly fact: JourneyEvent<FactType>;
  readonly decision?: JourneyEvent<'StageChanged'>;
}

/**
 * A journey's events as they were appended. A command records one fact and, in the same append, what our policy makes of it: so
 * an append ends where the next fact begins, and nothing else needs to be read to tell.
 * @param events in the order of their revisions
 */
export function appendsOf(events: readonly JourneyEvent[]): readonly RecordedAppend[] {
  const appends: RecordedAppend[] = [];
  for (const event of events) {
    if (isFact(event)) {
      appends.push({ fact: event });
      continue;
    }
    const append = appends.pop();
    if (append === undefined)
      throw new Error(`Decision ${event.id} of journey ${event.journeyId} follows no fact.`);
    appends.push({ ...append, decision: event });
  }
  return appends;
}
