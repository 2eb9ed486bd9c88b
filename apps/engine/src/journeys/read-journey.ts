import type { EventStore, Position, RecordedEvent } from '@rapport/event-store';
import { isEventType, Journey, type JourneyEvent } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import type { Problem } from '@rapport/projection';
import { problem } from '../problems/problem';
import { journeyStream, pagesOf } from './journey-stream';

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
    for (const event of page) apply(journey, event, policies);
    position = page.at(-1)?.position ?? position;
  }
  return { journey, position };
}

function apply(journey: Journey, event: RecordedEvent, policies: Policies): void {
  try {
    journey.apply(toJourneyEvent(event, journey.id), policies, event.metadata.commandId);
  } catch (error) {
    throw unreadable(event, error);
  }
}

function toJourneyEvent(event: RecordedEvent, journeyId: string): JourneyEvent {
  const { id, type, data, occurredAt, recordedAt, revision, policyVersion } = event;
  if (!isEventType(type)) throw new Error(`This build knows no event ${type}.`);
  return { id, journeyId, type, data, occurredAt, recordedAt, revision, policyVersion } as JourneyEvent;
}

export function unreadable(
  { revision, type }: Pick<RecordedEvent, 'revision' | 'type'>,
  cause: unknown,
): Problem {
  const found = problem(
    'journey-unreadable',
    `Event ${revision} of this journey (${type}) cannot be read by this build. Its commands are refused until it can.`,
    { event: { revision, type } },
  );
  found.cause = cause;
  return found;
}
