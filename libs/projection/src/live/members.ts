import type { Columns, ReadBuild } from '@rapport/read-store';
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

  constructor(private readonly build: Pick<ReadBuild<Columns>, 'model' | 'customersOf' | 'membersOf'>) {}

  /** Whether any journey is linked, or was. A promise only the first time. */
  any(): boolean | Promise<boolean> {
    return this.known ?? this.build.model.hasMembers().then((any) => (this.known = any));
  }

  /** By journey. */
  async customersOf(journeyIds: readonly string[]): Promise<ReadonlyMap<string, string | undefined>> {
    const known = new Map(journeyIds.map((id) => [id, this.customers.get(id)]));
    const others = journeyIds.filter((id) => known.get(id) === undefined);
    const read = others.length === 0 ? undefined : await this.build.customersOf(others);
    for (const id of others) this.customers.set(id, { id: read?.get(id) });
    return new Map(Array.from(known, ([id, customer]) => [id, customer ? customer.id : read?.get(id)]));
  }

  /** By customer, without those that have none. */
  async of(customerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = new Map(customerIds.flatMap((id) => entryOf(id, this.journeys.get(id))));
    const others = customerIds.filter((id) => !known.has(id));
    return others.length === 0 ? known : new Map([...known, ...(await this.build.membersOf(others))]);
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

const entryOf = <T>(key: string, value: T | undefined): (readonly [string, T])[] =>
  value === undefined ? [] : [[key, value]];
