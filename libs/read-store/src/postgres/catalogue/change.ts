import { sql, type Kysely, type Transaction } from 'kysely';
import { standsStillAtMost } from '../connection/begin';
import type { Database } from '../connection/database';
import type { Tables } from './tables';

export type CatalogueChange = Transaction<Tables>;
export type Catalogue = Kysely<Tables>;

/** All or nothing, with no other change of the catalogue in between, by any node. */
export function changed<T>(
  db: Database,
  schema: string,
  work: (change: CatalogueChange) => Promise<T>,
): Promise<T> {
  return db.catalogue((catalogue) =>
    catalogue.transaction().execute(async (change) => {
      await sql`SELECT set_config('idle_in_transaction_session_timeout', ${standsStillAtMost}, true),
        pg_advisory_xact_lock(hashtextextended(${`rapport ${schema}`}, 0))`.execute(change);
      return work(change);
    }),
  );
}
