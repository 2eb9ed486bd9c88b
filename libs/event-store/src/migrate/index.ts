export { migrateLog, type Migration, type MigrationOptions, type MigrationPhase } from './migrate';
export { MigrationRefused } from './migration-refused';
