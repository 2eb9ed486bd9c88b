import type { EventStore, RecordedEvent } from '@rapport/event-store';

export const journeyStream = (journeyId: string): string => `journey-${journeyId}`;

const pageEvents = 1_000;

/** The events of a stream in the order of their revisions, page by page, from one of them on. */
export async function* pagesOf(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
  first = 0,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let from = first; ; from += pageEvents) {
    const page = await store.readStream(stream, { from, limit: pageEvents });
    if (page.length > 0) yield page;
    if (page.length < pageEvents) return;
  }
}
