import { jsonObject, type EventStore, type Position, type RecordedEvent } from '@rapport/event-store';
import { isEventType, Journey, JourneyFold, type JourneyEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import { Problem } from '@rapport/projection';
import { problem } from '../problems/problem';
import { firstDamaged } from './first-damaged';
import { journeyStream, pagesOf } from './journey-stream';

/** What is read of an event to fold it onto its journey. */
export type EventToFold = Pick<
  RecordedEvent,
  | 'id'
  | 'type'
  | 'data'
  | 'occurredAt'
  | 'recordedAt'
  | 'revision'
  | 'policyVersion'
  | 'position'
  | 'metadata'
>;

/** A journey, folded from the log. */
export interface ReadJourney {
  readonly journey: Journey;
  /** Of its last event; null where it has none. */
  readonly position: Position | null;
}

/** @throws Problem `journey-unreadable` */
export async function readJourney(
  journeyId: string,
  store: Pick<EventStore, 'readStream'>,
  policies: Policies,
): Promise<ReadJourney> {
  const journey = new Journey(journeyId);
  let position: Position | null = null;
  for await (const page of pagesOf(store, journeyStream(journeyId))) {
    applyAll(journey, page, policies);
    position = page.at(-1)?.position ?? position;
  }
  checkFold(journey, policies);
  return { journey, position };
}

/** Folds what follows onto a journey that keeps its events. @throws Problem `journey-unreadable`; the journey is of no use then */
export function goOnWith(journey: Journey, events: readonly EventToFold[], policies: Policies): void {
  applyAll(journey, events, policies);
  checkFold(journey, policies);
}

function applyAll(journey: Journey, events: readonly EventToFold[], policies: Policies): void {
  for (const event of events) apply(journey, event, policies);
}

/** Events that did not come in order are folded together, so it shows only now whether they can be. */
function checkFold(journey: Journey, policies: Policies): void {
  try {
    journey.fold(policies);
  } catch {
    folded(journey.events, policies);
  }
}

/** @param events in business order @throws Problem `journey-unreadable` that names the first that is damaged, else the first that cannot be folded */
export function folded(events: readonly JourneyEvent[], policies: Policies): JourneyFold {
  const fold = new JourneyFold(policies);
  for (const [index, event] of events.entries()) {
    try {
      jsonObject(event.data);
      fold.step(event);
    } catch (error) {
      throw unreadable(firstDamaged(events.slice(0, index)) ?? event, error);
    }
  }
  return fold;
}

function apply(journey: Journey, event: EventToFold, policies: Policies): void {
  try {
    journey.apply(toJourneyEvent(event, journey.id), policies, event.metadata.commandId);
  } catch (error) {
    throw unreadable(firstDamaged(journey.events) ?? event, error);
  }
}

function toJourneyEvent(event: EventToFold, journeyId: string): JourneyEvent {
  const { id, type, data, occurredAt, recordedAt, revision, policyVersion } = event;
  if (!isEventType(type)) throw new Error(`This build knows no event ${type}.`);
  jsonObject(event.data);
  return { id, journeyId, type, data, occurredAt, recordedAt, revision, policyVersion } as JourneyEvent;
}

export const isUnreadable = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'journey-unreadable';

export function unreadable(
  { revision, type }: Pick<RecordedEvent, 'revision' | 'type'>,
  cause: unknown,
): Problem {
  const found = problem(
    'journey-unreadable',
    `Event ${revision} of this journey (${type}) cannot be read by this build, so its commands are refused; other journeys go on. Start the build that wrote it; where the log is damaged, which \`rapport verify\` tells, restore a backup.`,
    { event: { revision, type } },
  );
  found.cause = cause;
  return found;
}
