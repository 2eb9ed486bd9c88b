import { Kysely, PostgresDialect } from 'kysely';
import { Client, type ClientConfig, type Pool, type PoolClient } from 'pg';
import type { Tables } from '../catalogue/tables';
import type { Settings } from '../options';
import { begin } from './begin';
import { toStoreError } from './errors';
import { GatheringSocket } from './gathering-socket';
import { borrowed, giveBack, ignored, newPool, type End } from './pools';
import { run, type Answer, type Runs, type Statement } from './statement';
import { columnTypes } from './types';
import type { Attention, Watch } from './while-at-it';

/** Milliseconds. */
const keepsAliveAfter = 10_000;

/** The connections of one store. All that it throws is the port's. */
export class Database implements Runs {
  /** For the catalogue. */
  readonly kysely: Kysely<Tables>;
  private readonly pool: Pool;
  private readonly longReads: Pool;
  private readonly reading = new Set<PoolClient>();
  private readonly config: ClientConfig;
  private readonly answersWithinMs: number;
  private readonly mostLongReads: number;

  constructor(settings: Settings) {
    const { connectionString, connections, answersWithinMs, connectsWithinMs, longReads, schema } = settings;
    this.answersWithinMs = answersWithinMs;
    this.mostLongReads = longReads;
    this.config = {
      connectionString,
      types: columnTypes,
      stream: () => new GatheringSocket(),
      keepAlive: true,
      keepAliveInitialDelayMillis: keepsAliveAfter,
      connectionTimeoutMillis: connectsWithinMs,
    };
    // Where the network swallows what is sent, or the server hangs, nothing else would end the wait.
    const inTime = { ...this.config, query_timeout: answersWithinMs };
    this.pool = newPool({ ...inTime, pipeline: true }, connections);
    this.longReads = newPool(inTime, longReads); // each page of them is short
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
        const begun = client.query(begin);
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
    const client = await asked(() => this.longRead());
    this.reading.add(client);
    let end: End = 'ROLLBACK';
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
      end = 'COMMIT';
    } catch (error) {
      end = 'unusable';
      throw error;
    } finally {
      if (this.reading.delete(client)) await giveBack(client, end);
    }
  }

  /** While all of them are in use it waits, but not for ever: who has one may be waiting for another. */
  private async longRead(): Promise<PoolClient> {
    const until = performance.now() + this.answersWithinMs;
    for (;;) {
      try {
        return await this.longReads.connect();
      } catch (error) {
        if (this.reading.size < this.mostLongReads || performance.now() >= until) throw error;
      }
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

  /** Watches a connection whose statements may take any time. Where it cannot, it ends the connection. */
  async watch(client: Client): Promise<Watch> {
    const pid = await asked(() => this.pidOf(client));
    return {
      everyMs: this.answersWithinMs,
      attention: async () => AT_IT.get((await this.run(stateOf, [pid])).rows[0]?.[0]) ?? 'at it',
      giveUp: () => void client.end().catch(ignored),
    };
  }

  private async pidOf(client: Client): Promise<number | undefined> {
    const inTime = { text: 'SELECT pg_backend_pid() AS pid', query_timeout: this.answersWithinMs };
    try {
      return (await client.query<{ pid: number }>(inTime)).rows[0]?.pid;
    } catch (error) {
      void client.end().catch(ignored);
      throw error;
    }
  }

  /** Ends long reads that are under way, whoever is at them. */
  async close(): Promise<void> {
    for (const client of this.reading) client.release(true);
    this.reading.clear();
    await Promise.all([this.pool.end(), this.longReads.end()]);
  }
}

const stateOf: Statement = {
  name: 'state of',
  text: "SELECT state LIKE 'idle%' FROM pg_stat_activity WHERE pid = $1",
};

/**
 * By what is known of the connection: it works, it is gone, or it waits for a statement. That may be so between two, or
 * because a network or a pooler lost the one that was sent.
 */
const AT_IT = new Map<unknown, Attention>([
  [false, 'at it'],
  [undefined, 'gone'],
  [true, 'silent'],
]);

/** With the port's errors. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error);
  }
}
