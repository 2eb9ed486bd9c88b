import type { RecordedEvent } from '../event';
import type { EventLog } from '../event-store';
import type { Position } from '../position';

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
  let ahead = log.readAll({ ...(after && { after }) });
  for (;;) {
    const page = await ahead;
    signal.throwIfAborted();
    if (!page.end && page.next !== undefined) {
      ahead = log.readAll({ after: page.next });
      ahead.catch(() => undefined); // whoever comes to it is told
    }
    for (const event of page.events) {
      if (until !== undefined && event.position > until) return;
      yield event;
    }
    if (page.end || page.next === undefined) return;
  }
}
