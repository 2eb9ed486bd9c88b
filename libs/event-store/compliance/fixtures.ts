import { randomUUID } from 'node:crypto';
import type { EventFilter, EventStore, EventToAppend, Position, RecordedEvent } from '../src';

/** A store under test and what a suite may do with it beside the port. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again. */
  reopen(): Promise<EventStore>;
  close(): Promise<void>;
}

/** The log may hold other events already, and be kept: suites use streams of their own and read on from its head. */
export type OpenStore = () => Promise<StoreUnderTest>;

/** The store of the running test. */
export type Subject = () => StoreUnderTest;

export function anEvent(overrides: Partial<EventToAppend> = {}): EventToAppend {
  return {
    id: randomUUID(),
    type: 'SomethingHappened',
    schemaVersion: 1,
    occurredAt: 1_700_000_000_000,
    policyVersion: 0,
    data: { what: 'something' },
    metadata: {},
    ...overrides,
  };
}

export const someEvents = (count: number, overrides: Partial<EventToAppend> = {}): EventToAppend[] =>
  Array.from({ length: count }, (_, index) => anEvent({ data: { index }, ...overrides }));

export const aStream = (prefix = 'compliance'): string => `${prefix}-${randomUUID()}`;

export const idsOf = (events: readonly { readonly id: string }[]): string[] =>
  events.map((event) => event.id);

/** `after` for what is appended from now on. */
export async function fromHere(store: EventStore): Promise<{ after?: Position }> {
  const after = await store.head();
  return after === undefined ? {} : { after };
}

/** All events behind a place, in pages. */
export async function allEvents(
  store: EventStore,
  options: { after?: Position; filter?: EventFilter; limit?: number } = {},
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  let from = options;
  for (;;) {
    const page = await store.readAll(from);
    events.push(...page.events);
    if (page.end || page.next === undefined) return events;
    from = { ...from, after: page.next };
  }
}

/** What a test knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is nothing where the test expects something.');
  return value;
}
