import type { Millis } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';

/** A journey's events in business order: by occurredAt, those of one moment by revision. */
export class History {
  private ordered: JourneyEvent[] = [];

  get events(): readonly JourneyEvent[] {
    return this.ordered;
  }

  /** -Infinity where nothing happened yet. */
  get newestOccurredAt(): Millis {
    return this.ordered.at(-1)?.occurredAt ?? -Infinity;
  }

  /** How many events come before one that is recorded next and occurred at this moment. */
  place(occurredAt: Millis): number {
    let low = 0;
    let high = this.ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ordered[middle]?.occurredAt ?? Infinity) <= occurredAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Events must be added in the order of their revisions. */
  add(event: JourneyEvent): void {
    if (event.occurredAt >= this.newestOccurredAt) this.ordered.push(event);
    else this.ordered.splice(this.place(event.occurredAt), 0, event);
  }

  /** Takes out the events that came after a revision. */
  endAt(revision: number): void {
    this.ordered = this.ordered.filter((event) => event.revision <= revision);
  }
}
