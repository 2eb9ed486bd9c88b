import type { EncodedRow } from '@rapport/read-store';
import { LRUCache } from 'lru-cache';
import type { Place } from '../order/order';

/** One journey as a projection last folded it. */
export interface FoldedJourney {
  readonly state: unknown;
  /** The place of the last event applied. */
  readonly last: Place;
  /** The rows as they are stored. */
  readonly rows: readonly EncodedRow[];
  /** Events in the state: the measure of its size. */
  readonly events: number;
}

const entryOverhead = 10;

/** The journeys that were folded last, bounded by the events in them. What is not here is folded again from the log. */
export class JourneyCache {
  private readonly journeys: LRUCache<string, FoldedJourney>;

  constructor(private readonly maxEvents: number) {
    this.journeys = new LRUCache({ maxSize: maxEvents });
  }

  get(journeyId: string): FoldedJourney | undefined {
    return this.journeys.get(journeyId);
  }

  set(journeyId: string, folded: FoldedJourney): void {
    // The longest history is the last that should be folded again with every event: it takes a share and stays.
    const size = Math.min(folded.events + entryOverhead, Math.ceil(this.maxEvents / entryOverhead));
    this.journeys.set(journeyId, folded, { size });
  }

  clear(): void {
    this.journeys.clear();
  }
}
