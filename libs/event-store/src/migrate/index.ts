export { migrateLog, type Migration, type MigrationOptions, type MigrationPhase } from './migrate';
