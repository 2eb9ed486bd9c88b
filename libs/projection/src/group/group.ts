import type { RecordedEvent } from '@rapport/event-store';
import { journeyOf } from '@rapport/packed';

/** A stretch of the log by journey, each journey's events in order of revision. */
export interface Grouped {
  readonly journeys: ReadonlyMap<string, RecordedEvent[]>;
  /** Events of other streams: policies. */
  readonly others: readonly RecordedEvent[];
}

export function groupByJourney(events: readonly RecordedEvent[]): Grouped {
  const journeys = new Map<string, RecordedEvent[]>();
  const others: RecordedEvent[] = [];
  for (const event of events) {
    const journeyId = journeyOf(event.stream);
    if (journeyId === undefined) others.push(event);
    else addTo(journeys, journeyId, event);
  }
  return { journeys, others };
}

export function addTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
