import {
  openEmbeddedEventStore,
  openEmbeddedReader,
  openEventStoreDBEventStore,
  Upcasters,
  type CorruptStore,
  type EventLog,
  type EventStore,
} from '@rapport/event-store';
import { upcasts } from '@rapport/journey';
import { openSqliteReadStore, ReadStoreUnusable, type ReadStore } from '@rapport/read-store';
import type { EventStoreLocation, ReadStoreLocation } from './location';

export interface OpenOptions {
  /** Told once when the embedded log is found damaged. */
  readonly onDamage?: (damage: CorruptStore) => void;
}

/**
 * The log, to write to.
 * @throws StoreLocked, NewerFormat, CorruptStore, StoreUnavailable, StoreReadOnly
 */
export function openEventStore(
  location: EventStoreLocation,
  { onDamage }: OpenOptions = {},
): Promise<EventStore> {
  const upcasters = Upcasters.of(upcasts);
  if (location.kind === 'eventstoredb')
    return openEventStoreDBEventStore({ connectionString: location.connectionString, upcasters });
  return openEmbeddedEventStore({ folder: location.folder, upcasters, ...(onDamage && { onDamage }) });
}

/**
 * The log, only to read, also beside whoever writes it, from another thread or process.
 * @throws StoreMissing, NewerFormat, CorruptStore, StoreUnavailable
 */
export function openLogReader(location: EventStoreLocation): Promise<EventLog> {
  if (location.kind === 'eventstoredb') return openEventStore(location);
  return openEmbeddedReader({ folder: location.folder, upcasters: Upcasters.of(upcasts) });
}

/** @throws ReadStoreUnusable */
export function openReadStore(location: ReadStoreLocation): Promise<ReadStore> {
  if (location.kind === 'postgres')
    return Promise.reject(new ReadStoreUnusable('This build has no read store on PostgreSQL yet.'));
  return openSqliteReadStore(location.folder);
}
