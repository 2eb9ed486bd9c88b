import type * as Opening from './read-store';

export { isSchemaName, type PostgresReadStoreOptions } from './options';

/** Loaded when it is used: the query builder is some two hundred files, which no thread of an embedded engine has need of. */
export const openPostgresReadStore: typeof Opening.openPostgresReadStore = async (options) =>
  (await import('./read-store.js')).openPostgresReadStore(options);
