import { checkConnectionString } from './esdb-connection-string';
import { InvalidLocation } from './invalid-location';
import { embeddedLog, sqliteReadStore, type EventStoreLocation, type ReadStoreLocation } from './location';
import { checkPostgresConnectionString } from './postgres-connection-string';

/**
 * @param text `sqlite:` (or nothing), `esdb://…` or `esdb+discover://…`
 * @throws InvalidLocation
 */
export function eventStoreLocation(text: string, dataFolder: string): EventStoreLocation {
  if (text === 'sqlite:' || text === '') return embeddedLog(dataFolder);
  if (!/^esdb(\+discover)?:\/\//.test(text))
    throw new InvalidLocation(
      'must be sqlite: (the log in the data folder), or begin with esdb:// or esdb+discover://',
    );
  checkConnectionString(text);
  return { kind: 'eventstoredb', connectionString: text };
}

/**
 * @param text `sqlite:` (or nothing), `postgres://…` or `postgresql://…`
 * @throws InvalidLocation
 */
export function readStoreLocation(text: string, dataFolder: string): ReadStoreLocation {
  if (text === 'sqlite:' || text === '') return sqliteReadStore(dataFolder);
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new InvalidLocation(
      'must be sqlite: (the read models in the data folder), or begin with postgres:// or postgresql://',
    );
  checkPostgresConnectionString(text);
  return { kind: 'postgres', connectionString: text };
}
