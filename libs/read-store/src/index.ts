export * from './cells';
export * from './columns';
export * from './errors';
export * from './read-model';
export * from './read-store';
export { openSqliteReadStore } from './sqlite';
