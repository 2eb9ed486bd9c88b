import { customerOrder, type CustomerPlace, type SeenJourney } from '@rapport/projection';
import type { RecordedEvent } from '@rapport/event-store';
import { problem } from '../problems/problem';

/** An event with the journey that it is of. */
export interface TimelineEntry {
  readonly journeyId: string;
  readonly event: RecordedEvent;
}

export interface TimelinePage {
  /** Newest first in business order. */
  readonly entries: readonly TimelineEntry[];
  /** Leads to what is older; absent on the last page. */
  readonly next?: string;
}

/**
 * The newest events before the cursor. A cursor is a place in business order, not a count, so that events that arrive
 * meanwhile move nothing.
 */
export function timelinePage(
  journeys: readonly SeenJourney[],
  limit: number,
  cursor: string | undefined,
): TimelinePage {
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  const newest = journeys
    .flatMap(({ journeyId, events }) => newestBefore(journeyId, events, before, limit + 1))
    .sort((a, b) => customerOrder(placeOf(b), placeOf(a)));
  const entries = newest.slice(0, limit);
  const last = entries.at(-1);
  return { entries, ...(newest.length > limit && last && { next: toCursor(placeOf(last)) }) };
}

/** @param events in business order */
function newestBefore(
  journeyId: string,
  events: readonly RecordedEvent[],
  before: CustomerPlace | undefined,
  count: number,
): TimelineEntry[] {
  const entries = events.map((event) => ({ journeyId, event }));
  const older =
    before === undefined ? entries : entries.filter((entry) => customerOrder(placeOf(entry), before) < 0);
  return older.slice(-count);
}

const placeOf = ({ journeyId, event }: TimelineEntry): CustomerPlace => ({
  occurredAt: event.occurredAt,
  journeyId,
  revision: event.revision,
});

const toCursor = ({ occurredAt, journeyId, revision }: CustomerPlace): string =>
  Buffer.from(`${occurredAt}.${revision}.${journeyId}`).toString('base64url');

/** @throws Problem `malformed-cursor` */
function parseCursor(cursor: string): CustomerPlace {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, occurredAt, revision, journeyId] =
    /^(-?\d{1,16})\.(\d{1,16})\.([A-Za-z0-9_-]{1,64})$/.exec(text) ?? [];
  if (journeyId === undefined)
    throw problem('malformed-cursor', 'Take the cursor from `next` of the page before, as it is.');
  return { occurredAt: Number(occurredAt), journeyId, revision: Number(revision) };
}
