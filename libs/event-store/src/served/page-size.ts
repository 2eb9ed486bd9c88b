import { dataTextOf } from '../data-text';
import type { RecordedEvent } from '../event';

/** What a page is to come to: each caller that is slow holds one. */
const PAGE_BYTES = 1_048_576;

const [FIRST, MOST] = [16, 128];

/** How many events to read in one go: more and more, unless the last ones were large. The next may be: an append is 1 MiB at most. */
export class PageSize {
  limit = FIRST;

  /** Learns from the page that was read. */
  learn(page: readonly RecordedEvent[]): void {
    let bytes = 1;
    for (const event of page) bytes += dataTextOf(event).length;
    const fitting = Math.floor((PAGE_BYTES * page.length) / bytes);
    this.limit = Math.max(1, Math.min(fitting, 2 * this.limit, MOST));
  }
}
