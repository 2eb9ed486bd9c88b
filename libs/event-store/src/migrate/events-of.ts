import type { RecordedEvent } from '../event';
import type { EventLog } from '../event-store';
import type { Position } from '../position';
import { readingAhead } from '../read-ahead';

interface Stretch {
  /** Exclusive. Default: the start. */
  readonly after?: Position | undefined;
  /** Inclusive. Default: the end. */
  readonly until?: Position | undefined;
  readonly signal: AbortSignal;
}

/** Events of a log, in its order, the next page being read while one is gone through. */
export async function* eventsOf(
  log: Pick<EventLog, 'readAll'>,
  { after, until, signal }: Stretch,
): AsyncGenerator<RecordedEvent> {
  const pages = readingAhead(log);
  for (let from = after; ;) {
    const page = await pages.readAll({ ...(from && { after: from }) });
    signal.throwIfAborted();
    for (const event of page.events) {
      if (until !== undefined && event.position > until) return;
      yield event;
    }
    if (page.end || page.next === undefined) return;
    from = page.next;
  }
}
