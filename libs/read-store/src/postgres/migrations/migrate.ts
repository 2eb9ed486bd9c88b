import type { Client } from 'pg';
import { ReadStoreUnusable } from '../../errors';
import { begin } from '../connection/begin';
import { asked, type Database } from '../connection/database';
import { CredentialsRefused, StatementRefused } from '../connection/errors';
import type { Settings } from '../options';
import { migrations } from './migrations';

/** Brings the schema up to date, one process at a time. @throws ReadStoreUnusable; ReadStoreUnavailable */
export async function prepareSchema(
  db: Database,
  { schema, answersWithinMs }: Pick<Settings, 'schema' | 'answersWithinMs'>,
): Promise<void> {
  const client = await db.connect({ query_timeout: answersWithinMs }).catch((error: unknown) => {
    throw toUnusable(error);
  });
  try {
    await asked(() => migrate(client, schema));
  } catch (error) {
    throw toUnusable(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrate(client: Client, schema: string): Promise<void> {
  await client.query(begin);
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`rapport ${schema}`]);
  await client.query(`SET LOCAL search_path TO "${schema}"`);
  await prepare(client, schema);
  const found = await numberOf(client);
  if (found > migrations.length) throw newer(schema, found);
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue;
    await client.query(sql);
    await client.query('INSERT INTO migration VALUES ($1, clock_timestamp())', [index + 1]);
  }
  await client.query('COMMIT');
}

/** Asks before it makes: a role that may not make schemas can use one that was made for it. */
async function prepare(client: Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ known: boolean; encoding: string }>(
    `SELECT to_regnamespace($1) IS NOT NULL AS known, current_setting('server_encoding') AS encoding`,
    [`"${schema}"`],
  );
  if (rows[0]?.encoding !== 'UTF8')
    throw new ReadStoreUnusable('The database of the read models has to be one of encoding UTF8.');
  if (!rows[0].known) await client.query(`CREATE SCHEMA "${schema}"`);
  await client.query(
    'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, applied_at timestamptz NOT NULL)',
  );
}

async function numberOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    'SELECT coalesce(max(number), 0) AS number FROM migration',
  );
  return rows[0]?.number ?? 0;
}

/** What only whoever runs the server can mend, by class or code of the error. */
const remedies: readonly (readonly [sqlState: RegExp, remedy: string])[] = [
  [/^3D000/, 'The database of the read models does not exist: create it, or name another one.'],
  [
    /^42501/,
    'The user of the read store may not create its schema or tables: grant CREATE on the database, or on the schema.',
  ],
];

function toUnusable(error: unknown): unknown {
  if (error instanceof CredentialsRefused) return new ReadStoreUnusable(error.message);
  if (!(error instanceof StatementRefused)) return error;
  const [, remedy] = remedies.find(([sqlState]) => sqlState.test(error.sqlState)) ?? [];
  return remedy === undefined ? error : new ReadStoreUnusable(remedy);
}

const newer = (schema: string, found: number): ReadStoreUnusable =>
  new ReadStoreUnusable(
    `Schema ${schema} of the read models has been migrated to ${found} by a newer Rapport; this one knows ${migrations.length}. ` +
      'Run the newer one, or name another schema (?schema=…): the read models are built there from the log.',
  );
