import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import { journeyOf } from '../decode/decode';
import { addTo } from '../group/group';
import { tell, type LogListener } from '../source/listener';
import { logPages } from '../source/log-pages';

/** What one reading of the log keeps in memory. */
export interface Gathered {
  /** Events of the wanted types by journey, each journey's in order of revision. */
  readonly journeys: Map<string, RecordedEvent[]>;
  /** Undefined in an empty log. */
  readonly checkpoint: Checkpoint | undefined;
}

export interface Wanted {
  readonly types: ReadonlySet<string>;
  journey(journeyId: string): boolean;
}

export interface GatherOptions {
  readonly log: Pick<EventLog, 'readAll' | 'logId'>;
  readonly head: Position | undefined;
  readonly wanted: Wanted;
  readonly listeners: readonly LogListener[];
  /** Called after each page, with its number of events; the place to breathe and to stop. */
  readonly onPage: (events: number) => Promise<void> | undefined;
}

/** Reads the log once up to `head`. Payloads stay undecoded. */
export async function gather({ log, head, wanted, listeners, onPage }: GatherOptions): Promise<Gathered> {
  const journeys = new Map<string, RecordedEvent[]>();
  let newestOccurredAt: number | null = null;
  let last: RecordedEvent | undefined;
  for await (const { events } of logPages(log, undefined, head)) {
    const others: RecordedEvent[] = [];
    for (const event of events) {
      const journeyId = journeyOf(event.stream);
      if (journeyId === undefined) {
        others.push(event);
        continue;
      }
      if (newestOccurredAt === null || event.occurredAt > newestOccurredAt)
        newestOccurredAt = event.occurredAt;
      if (wanted.types.has(event.type) && wanted.journey(journeyId)) addTo(journeys, journeyId, event);
    }
    last = events.at(-1);
    await tell(listeners, others);
    await onPage(events.length);
  }
  return { journeys, checkpoint: last && checkpointAt(log.logId, last, newestOccurredAt) };
}

const checkpointAt = (logId: string, last: RecordedEvent, newestOccurredAt: number | null): Checkpoint => ({
  logId,
  position: last.position,
  lastEventId: last.id,
  newestOccurredAt,
});
