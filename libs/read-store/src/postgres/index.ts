export type { PostgresReadStoreOptions } from './options';
export { openPostgresReadStore } from './read-store';
