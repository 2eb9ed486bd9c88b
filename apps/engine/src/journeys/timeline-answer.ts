import { catalogue, isEventType } from '@rapport/journey';
import { checkReadable, isoInstant, type SubjectView } from '@rapport/projection';
import type { TimelineAnswer, TimelineEvent } from './journeys.answers';
import { timelinePage, type TimelineEntry } from './timeline';
import type { TimelineQuery } from './timeline.query';

/** @throws Problem 404 where nothing happened, `malformed-cursor`, `journey-unreadable` */
export async function timelineAnswer(
  subject: SubjectView,
  { limit, cursor }: Pick<TimelineQuery, 'limit' | 'cursor'>,
): Promise<Readonly<TimelineAnswer>> {
  const { entries, ...page } = timelinePage(await subject.journeys(), limit, cursor);
  if (entries.length === 0 && cursor === undefined) throw subject.notFound();
  return { ...subject.stated(), events: entries.map(timelineEvent), ...page };
}

function timelineEvent({ journeyId, event }: TimelineEntry): Readonly<TimelineEvent> {
  checkReadable(journeyId, event);
  const { id, type, occurredAt, recordedAt, revision, policyVersion, data, metadata } = event;
  return {
    ...{ id, type, journeyId, kind: isEventType(type) ? catalogue.events[type].kind : 'fact' },
    ...{ occurredAt: isoInstant(occurredAt), recordedAt: isoInstant(recordedAt), revision, policyVersion },
    ...(metadata.commandId === undefined ? {} : { commandId: metadata.commandId }),
    data,
  };
}
