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
import { openPostgresReadStore, openSqliteReadStore, type ReadStore } from '@rapport/read-store';
import { checkFiles } from './esdb-connection-string';
import type { EventStoreLocation, ReadStoreLocation } from './location';

export interface OpenOptions {
  /** Told once when the embedded log is found damaged. */
  readonly onDamage?: (damage: CorruptStore) => void;
}

/**
 * The log, to write to.
 * @throws StoreLocked, NewerFormat, CorruptStore, StoreUnavailable, StoreReadOnly, InvalidLocation
 */
export function openEventStore(
  location: EventStoreLocation,
  { onDamage }: OpenOptions = {},
): Promise<EventStore> {
  const upcasters = Upcasters.of(upcasts);
  if (location.kind === 'eventstoredb') return openEventStoreDB(location.connectionString, upcasters);
  return openEmbeddedEventStore({ folder: location.folder, upcasters, ...(onDamage && { onDamage }) });
}

async function openEventStoreDB(connectionString: string, upcasters: Upcasters): Promise<EventStore> {
  checkFiles(connectionString);
  return openEventStoreDBEventStore({ connectionString, upcasters });
}

/**
 * The log, only to read, also beside whoever writes it, from another thread or process.
 * @throws StoreMissing, NewerFormat, CorruptStore, StoreUnavailable
 */
export function openLogReader(location: EventStoreLocation): Promise<EventLog> {
  if (location.kind === 'eventstoredb') return openEventStore(location);
  return openEmbeddedReader({ folder: location.folder, upcasters: Upcasters.of(upcasts) });
}

/** @throws ReadStoreUnusable, ReadStoreUnavailable */
export function openReadStore(location: ReadStoreLocation): Promise<ReadStore> {
  if (location.kind === 'postgres')
    return openPostgresReadStore({ connectionString: location.connectionString });
  return openSqliteReadStore(location.folder);
}
