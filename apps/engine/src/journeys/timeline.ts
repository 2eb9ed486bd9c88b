import type { RecordedEvent } from '@rapport/event-store';
import { businessOrder, type Place } from '@rapport/projection';
import { problem } from '../problems/problem';

export interface TimelinePage {
  /** Newest first in business order. */
  readonly events: readonly RecordedEvent[];
  /** Leads to what is older; absent on the last page. */
  readonly next?: string;
}

/**
 * The newest events before the cursor. A cursor is a place in business order, not a count, so that events that arrive
 * meanwhile move nothing. Reads the whole stream (its order is that of arrival) and holds a page of it.
 */
export async function timelinePage(
  pages: AsyncIterable<readonly RecordedEvent[]>,
  limit: number,
  cursor: string | undefined,
): Promise<TimelinePage> {
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  let newest: RecordedEvent[] = [];
  for await (const page of pages) {
    newest.push(...page.filter((event) => before === undefined || businessOrder(event, before) < 0));
    newest = newest.sort((a, b) => businessOrder(b, a)).slice(0, limit + 1);
  }
  const events = newest.slice(0, limit);
  const last = events.at(-1);
  return { events, ...(newest.length > limit && last ? { next: toCursor(last) } : {}) };
}

const toCursor = ({ occurredAt, revision }: Place): string =>
  Buffer.from(`${occurredAt}.${revision}`).toString('base64url');

/** @throws Problem `malformed-cursor` */
function parseCursor(cursor: string): Place {
  const parts = /^(-?\d{1,16})\.(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!parts) throw problem('malformed-cursor', 'Take the cursor from `next` of the page before, as it is.');
  return { occurredAt: Number(parts[1]), revision: Number(parts[2]) };
}
