import type { Columns, ReadModel } from '@rapport/read-store';
import { LRUCache } from 'lru-cache';

const remembered = 100_000;

/** By size, since a cache with a maximum of entries takes the memory for all of them at once. */
const atHand = <T extends object>() =>
  new LRUCache<string, T>({ maxSize: remembered, sizeCalculation: () => 1 });

/** Whose journeys they are as of a build, with what is in the commit under way; the last ones asked for are at hand. */
export class Members {
  private readonly customers = atHand<{ readonly id: string | undefined }>();
  private readonly journeys = atHand<readonly string[]>();
  private known: boolean | undefined;

  constructor(private readonly model: Pick<ReadModel<Columns>, 'customerOf' | 'membersOf' | 'hasMembers'>) {}

  /** Whether any journey is linked, or was. A promise only the first time. */
  any(): boolean | Promise<boolean> {
    return this.known ?? this.model.hasMembers().then((any) => (this.known = any));
  }

  /** A promise only where it is not at hand. */
  customerOf(journeyId: string): string | undefined | Promise<string | undefined> {
    const known = this.customers.get(journeyId);
    if (known !== undefined) return known.id;
    return this.model.customerOf(journeyId).then((id) => {
      this.customers.set(journeyId, { id });
      return id;
    });
  }

  async of(customerId: string): Promise<readonly string[]> {
    return this.journeys.get(customerId) ?? this.model.membersOf(customerId);
  }

  /** What the commit under way makes of it. */
  assign(journeyId: string, customerId: string | undefined): void {
    this.known = true;
    this.customers.set(journeyId, { id: customerId });
  }

  /** What the commit under way makes of it. */
  set(customerId: string, journeyIds: readonly string[]): void {
    this.journeys.set(customerId, journeyIds);
  }

  /** The commit under way failed. */
  forget(): void {
    this.known = undefined;
    this.customers.clear();
    this.journeys.clear();
  }
}
