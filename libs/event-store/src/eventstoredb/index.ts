import type * as Opening from './open';

export { type EventStoreDBOptions } from './open';
export { type EventStoreDBEventStore } from './eventstoredb-event-store';

/** Loaded when it is used: the client takes a tenth of a second and 30 MB, which the embedded store has no need of. */
export const openEventStoreDBEventStore: typeof Opening.openEventStoreDBEventStore = async (options) =>
  (await import('./open.js')).openEventStoreDBEventStore(options);
