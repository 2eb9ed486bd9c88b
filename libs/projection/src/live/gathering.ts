import type { JourneyBatch } from './stretch';

/** What a stretch holds of one customer. */
export interface CustomerBatch {
  /** Of its journeys: those that are its members now. */
  readonly journeys: JourneyBatch[];
  readonly joined: Set<string>;
  readonly left: Set<string>;
}

/** The customers of a stretch, so that each is folded once however many of its journeys the stretch holds. */
export class Gathering {
  private readonly customers = new Map<string, CustomerBatch>();

  get all(): Iterable<[string, CustomerBatch]> {
    return this.customers;
  }

  get ids(): readonly string[] {
    return [...this.customers.keys()];
  }

  /** Adds a journey with the customer it was of and the one it is of now. */
  add(journey: JourneyBatch, before: string | undefined, after: string | undefined): void {
    if (before !== undefined && before !== after) this.of(before).left.add(journey.journeyId);
    if (after === undefined) return;
    const batch = this.of(after);
    batch.journeys.push(journey);
    if (before !== after) batch.joined.add(journey.journeyId);
  }

  private of(customerId: string): CustomerBatch {
    let batch = this.customers.get(customerId);
    if (batch === undefined) {
      batch = { journeys: [], joined: new Set(), left: new Set() };
      this.customers.set(customerId, batch);
    }
    return batch;
  }
}
