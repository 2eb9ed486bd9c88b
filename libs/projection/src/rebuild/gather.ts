import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import { tell, type LogListener } from '../source/listener';
import { logPages } from '../source/log-pages';
import { Gathered, type Wanted } from './gathered';

export interface GatherOptions {
  readonly log: Pick<EventLog, 'readAll' | 'logId'>;
  readonly head: Position | undefined;
  readonly wanted: Wanted;
  readonly listeners: readonly LogListener[];
  /** Called after each page, with its number of events; the place to breathe and to stop. */
  readonly onPage: (events: number) => Promise<void> | undefined;
}

export interface GatheredLog {
  readonly gathered: Gathered;
  /** Undefined in an empty log. */
  readonly checkpoint: Checkpoint | undefined;
}

/** Reads the log once up to `head` and keeps what is wanted of it, undecoded. */
export async function gather({ log, head, wanted, listeners, onPage }: GatherOptions): Promise<GatheredLog> {
  const gathered = new Gathered(wanted);
  let last: RecordedEvent | undefined;
  for await (const { events } of logPages(log, undefined, head)) {
    await tell(listeners, gathered.add(events));
    last = events.at(-1);
    await onPage(events.length);
  }
  return { gathered, checkpoint: last && checkpointAt(log.logId, last, gathered.newestOccurredAt) };
}

const checkpointAt = (logId: string, last: RecordedEvent, newestOccurredAt: number | null): Checkpoint => ({
  logId,
  position: last.position,
  lastEventId: last.id,
  newestOccurredAt,
});
