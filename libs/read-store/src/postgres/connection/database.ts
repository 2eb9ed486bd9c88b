import { Kysely, PostgresDialect } from 'kysely';
import { Client, Pool, type ClientConfig, type PoolClient } from 'pg';
import type { Tables } from '../catalogue/tables';
import type { Settings } from '../options';
import { toStoreError } from './errors';
import { run, type Answer, type Runs, type Statement } from './statement';
import { columnTypes } from './types';

/** Milliseconds. */
const connectsWithin = 5_000;
/** Of statements that are short: where the network swallows what is sent, nothing else would end the wait. */
const answersWithin = 30_000;
const keepsAliveAfter = 10_000;
const idleFor = 10_000;
/** Seconds; a connection that is kept for ever would keep the statements of builds that are gone. */
const livesAtMost = 1_800;

/** The connections of one store. All that it throws is the port's. */
export class Database implements Runs {
  /** For the catalogue. */
  readonly kysely: Kysely<Tables>;
  private readonly pool: Pool;
  private readonly longReads: Pool;
  private readonly reading = new Set<PoolClient>();
  private readonly config: ClientConfig;

  constructor({ connectionString, connections, longReads, schema }: Settings) {
    this.config = {
      connectionString,
      types: columnTypes,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepsAliveAfter,
      connectionTimeoutMillis: connectsWithin,
    };
    this.pool = newPool({ ...this.config, pipeline: true, query_timeout: answersWithin }, connections);
    this.longReads = newPool(this.config, longReads);
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.pool }) }).withSchema(
      schema,
    );
  }

  run(statement: Statement, values: readonly unknown[]): Promise<Answer> {
    return asked(() => run(this.pool, statement, values));
  }

  /** All of the work or nothing of it. Statements of it that are not waited for go to the server together. */
  transaction<T>(work: (transaction: Runs) => Promise<T>): Promise<T> {
    return asked(() =>
      borrowed(this.pool, async (client) => {
        const begun = client.query('BEGIN');
        const [, result] = await Promise.all([
          begun,
          work({ run: (statement, values) => run(client, statement, values) }),
        ]);
        await client.query('COMMIT');
        return result;
      }),
    );
  }

  /** The work on the catalogue's tables. */
  catalogue<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return asked(() => work(this.kysely));
  }

  /** On a connection of its own, which sees one moment until the last batch was taken. */
  async *batches(text: string, values: readonly unknown[], size: number): AsyncGenerator<Answer['rows']> {
    const client = await asked(() => this.longReads.connect());
    this.reading.add(client);
    let isWhole = false;
    try {
      await asked(async () => {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        await client.query(`DECLARE batch NO SCROLL CURSOR FOR ${text}`, [...values]);
      });
      const fetch = { text: `FETCH ${size} FROM batch`, rowMode: 'array' };
      for (let count = size; count === size;) {
        const { rows } = await asked(() => client.query<never[]>(fetch));
        count = rows.length;
        if (count > 0) yield rows;
      }
      isWhole = true;
    } finally {
      if (this.reading.delete(client)) await giveBack(client, isWhole);
    }
  }

  /** A connection for a work that takes long; its taker ends it. */
  connect(config?: ClientConfig): Promise<Client> {
    return asked(async () => {
      const client = new Client({ ...this.config, ...config });
      client.on('error', ignored);
      await client.connect();
      return client;
    });
  }

  /** Ends long reads that are under way, whoever is at them. */
  async close(): Promise<void> {
    for (const client of this.reading) client.release(true);
    this.reading.clear();
    await Promise.all([this.pool.end(), this.longReads.end()]);
  }
}

/** With the port's errors. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}

/** A connection that breaks is told of by whatever runs on it next; without a listener it would end the process. */
const ignored = (): void => undefined;

function newPool(config: ClientConfig, max: number): Pool {
  const pool = new Pool({ ...config, max, idleTimeoutMillis: idleFor, maxLifetimeSeconds: livesAtMost });
  pool.on('error', ignored);
  pool.on('connect', (client) => client.on('error', ignored));
  return pool;
}

async function borrowed<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    const result = await work(client);
    isWhole = true;
    return result;
  } finally {
    if (isWhole) client.release();
    else await giveBack(client, false);
  }
}

/** Ends the transaction that is open on it; where that fails the connection is not used again. */
async function giveBack(client: PoolClient, isWhole: boolean): Promise<void> {
  try {
    await client.query(isWhole ? 'COMMIT' : 'ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
