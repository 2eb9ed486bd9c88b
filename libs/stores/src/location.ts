import { join } from 'node:path';

/** Where the log is. Plain data, so that it can be told to another thread. */
export type EventStoreLocation =
  /** The folder that holds `log.sqlite`. */
  | { readonly kind: 'embedded'; readonly folder: string }
  /** May hold a password: never to be shown. */
  | { readonly kind: 'eventstoredb'; readonly connectionString: string };

/** Where the read models are. */
export type ReadStoreLocation =
  | { readonly kind: 'sqlite'; readonly folder: string }
  /** May hold a password: never to be shown. */
  | { readonly kind: 'postgres'; readonly connectionString: string };

/** All that one deployment keeps. */
export interface StoreLocations {
  readonly eventStore: EventStoreLocation;
  readonly readStore: ReadStoreLocation;
}

export const embeddedLog = (dataFolder: string): EventStoreLocation => ({
  kind: 'embedded',
  folder: dataFolder,
});

export const sqliteReadStore = (dataFolder: string): ReadStoreLocation => ({
  kind: 'sqlite',
  folder: join(dataFolder, 'read'),
});

/** Everything in one folder, as an engine has it that was told nothing else. */
export const storesIn = (dataFolder: string): StoreLocations => ({
  eventStore: embeddedLog(dataFolder),
  readStore: sqliteReadStore(dataFolder),
});
