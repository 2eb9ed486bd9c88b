import { isEventType, isFact } from '../catalogue/events';
import type { FactType, JourneyEvent } from '../catalogue/events';
import { UnreadableJourney } from './readable';

/** What was appended at once: a fact and what our policy made of it. */
export interface RecordedAppend {
  readonly fact: JourneyEvent<FactType>;
  readonly decision: JourneyEvent<'StageChanged'> | undefined;
}

/**
 * A journey's events as they were appended. A command records one fact and, in the same append, what our policy makes of it: so
 * an append ends where the next fact begins, and nothing else needs to be read to tell.
 * @param events in the order of their revisions
 * @throws UnreadableJourney where an event is of no type that this build knows, or a decision follows no fact
 */
export function appendsOf(events: readonly JourneyEvent[]): readonly RecordedAppend[] {
  const appends: RecordedAppend[] = [];
  for (const event of events) {
    if (isFact(event)) appends.push({ fact: event, decision: undefined });
    else if (isEventType(event.type)) appends.push({ ...driverOf(appends.pop(), event), decision: event });
    else throw new UnreadableJourney('There is an event of a type that this build does not know.');
  }
  return appends;
}

function driverOf(last: RecordedAppend | undefined, { revision }: JourneyEvent): RecordedAppend {
  if (last !== undefined) return last;
  throw new UnreadableJourney(`The decision at revision ${revision} follows no fact.`);
}
