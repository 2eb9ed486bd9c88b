import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import { streamOf } from '@rapport/packed';
import type { TimeTravel } from './asked';

/** Which events are seen. */
export interface Horizon extends TimeTravel {
  /** Of the log: events up to here; null: none. */
  readonly upTo: Position | null;
}

const pageSize = 1_000;

/**
 * A journey's events by revision as far as the horizon goes. Recorded time never decreases along a stream, so that reading
 * stops behind `knownAt`; business time does, so that `asOf` takes the whole stream.
 */
export async function seenOf(
  log: Pick<EventLog, 'readStream'>,
  journeyId: string,
  { upTo, asOf = Infinity, knownAt = Infinity }: Horizon,
): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  if (upTo === null) return seen;
  for (let from = 0; ; from += pageSize) {
    const page = await log.readStream(streamOf(journeyId), { from, limit: pageSize });
    const reached = beginning(page, upTo, knownAt);
    for (const event of reached) if (event.occurredAt <= asOf) seen.push(event);
    if (reached.length < pageSize) return seen;
  }
}

/** Looks at every position only in the page that goes too far: a store may have to put positions together. */
function beginning(
  page: readonly RecordedEvent[],
  upTo: Position,
  knownAt: number,
): readonly RecordedEvent[] {
  const isSeen = (event: RecordedEvent): boolean => event.recordedAt <= knownAt && event.position <= upTo;
  const last = page.at(-1);
  if (last === undefined || isSeen(last)) return page;
  return page.slice(
    0,
    page.findIndex((event) => !isSeen(event)),
  );
}
