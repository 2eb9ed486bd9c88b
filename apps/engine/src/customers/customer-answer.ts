import type { RecordedEvent } from '@rapport/event-store';
import type { EventData } from '@rapport/journey';
import { isoInstant, type SeenJourney, type SubjectView } from '@rapport/projection';
import type { CustomerAnswer, CustomerJourneyAnswer } from './customers.answers';

export async function customerAnswer(subject: SubjectView): Promise<Readonly<CustomerAnswer>> {
  return { ...subject.stated(), linked: (await subject.journeys()).map(journeyAnswer) };
}

function journeyAnswer({ journeyId, events }: SeenJourney): Readonly<CustomerJourneyAnswer> {
  const link = events.findLast(({ type }) => type === 'JourneyLinked' || type === 'JourneyUnlinked');
  return {
    journeyId,
    link: link?.type === 'JourneyLinked' ? linkAnswer(link) : null,
    events: events.length,
    firstAt: instantOf(events[0]),
    newestAt: instantOf(events.at(-1)),
  };
}

function linkAnswer({ id, occurredAt, data }: RecordedEvent): NonNullable<CustomerJourneyAnswer['link']> {
  const { evidence, confidence = 1 } = data as EventData['JourneyLinked'];
  return { eventId: id, occurredAt: isoInstant(occurredAt), evidence, confidence };
}

const instantOf = (event: RecordedEvent | undefined): string | null =>
  event === undefined ? null : isoInstant(event.occurredAt);
