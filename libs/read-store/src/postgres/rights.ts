import { ReadStoreUnusable } from '../errors';
import type { Database } from './connection/database';
import type { Row, Statement } from './connection/statement';

/** What a role is to be granted where a schema could not be made ready; the error as it was where that is not why. */
export async function withMissingRights(db: Database, schema: string, error: unknown): Promise<unknown> {
  const asked = await db.run(rights, [schema]).catch(() => undefined);
  const remedy = asked?.rows[0] && remedyFor(asked.rows[0], schema);
  return remedy === undefined ? error : new ReadStoreUnusable(remedy, { cause: error });
}

/** PostgreSQL gives a role without USAGE the code of a schema that is not there. */
const rights: Statement = {
  name: 'rights',
  text: `
    SELECT quote_ident(current_user), quote_ident(current_database()), oid IS NOT NULL,
           has_database_privilege(current_database(), 'CREATE'),
           coalesce(has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE'), false),
           (SELECT quote_ident(min(tableowner)) FROM pg_tables
             WHERE schemaname = $1 AND NOT pg_has_role(current_user, tableowner, 'USAGE'))
      FROM (SELECT $1::text AS name) AS asked LEFT JOIN pg_namespace ON nspname = name`,
};

function remedyFor(
  [role, database, isThere, mayMakeSchemas, mayUse, owner]: Row,
  schema: string,
): string | undefined {
  const why = `Role ${String(role)} of the read store may not`;
  const other = `or name another schema (?schema=…)`;
  if (isThere !== true)
    return mayMakeSchemas === true
      ? undefined
      : `${why} make schema ${schema} in database ${String(database)}: CREATE SCHEMA ${schema} AUTHORIZATION ${String(role)}, or GRANT CREATE ON DATABASE ${String(database)} TO ${String(role)}.`;
  if (mayUse !== true)
    return `${why} use schema ${schema} of database ${String(database)}: GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${String(role)}, ${other}.`;
  return typeof owner === 'string'
    ? `${why} use the tables in schema ${schema}, which are role ${owner}'s: connect as that one, as all engines do, ${other}.`
    : undefined;
}
