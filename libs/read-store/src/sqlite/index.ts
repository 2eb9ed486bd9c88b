export { openSqliteReadStore } from './read-store';
