import type { EventLog, Page, ReadAllOptions } from './event-store';
import type { Position } from './position';

/** Asks for the next page while the last one is worked on: for those who read all of the log, one page after the other. */
export function readingAhead(log: Pick<EventLog, 'readAll'>): Pick<EventLog, 'readAll'> {
  let ahead: { readonly after: Position; readonly page: Promise<Page> } | undefined;
  return {
    async readAll(options: ReadAllOptions = {}) {
      const asked = ahead?.after === options.after ? ahead?.page : undefined;
      ahead = undefined;
      const page = await (asked ?? log.readAll(options));
      if (page.next === undefined || page.end) return page;
      const next = log.readAll({ ...options, after: page.next });
      next.catch(() => undefined); // who asks for it is told
      ahead = { after: page.next, page: next };
      return page;
    },
  };
}
