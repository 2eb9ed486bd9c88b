import { EventStoreError } from '../errors';

/** The new log holds something else than what is moved there. */
export class MigrationRefused extends EventStoreError {
  readonly code = 'migration-refused';
}
