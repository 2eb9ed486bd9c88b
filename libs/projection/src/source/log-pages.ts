import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';

const pageSize = 1_000;

/** A stretch of the log. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been read. */
  readonly upTo: Position;
}

/** The log behind a position, up to and including another one that it holds, as folds need it. */
export async function* logPages(
  log: Pick<EventLog, 'readAll'>,
  after: Position | undefined,
  until: Position | undefined,
): AsyncGenerator<LogPage> {
  let at = after;
  while (until !== undefined && (at === undefined || at < until)) {
    const page = await log.readAll({
      limit: pageSize,
      detail: 'fold',
      ...(at === undefined ? {} : { after: at }),
    });
    const events = upToAndWith(page.events, until);
    const last = events.at(-1);
    if (last === undefined) throw new Error(`The log ends before ${until}, which it had.`);
    at = last.position;
    yield { events, upTo: at };
  }
}

/** Looks at every position only in the page that goes too far: a store may have to put positions together. */
function upToAndWith(events: readonly RecordedEvent[], until: Position): readonly RecordedEvent[] {
  const last = events.at(-1);
  return last === undefined || last.position <= until
    ? events
    : events.filter(({ position }) => position <= until);
}
