import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { sql } from 'kysely';
import { Client } from 'pg';
import { ReadStoreUnavailable } from '../errors';
import { openPostgresReadStore } from '.';
import { changed } from './catalogue/change';
import { Database } from './connection/database';
import { settingsOf } from './options';

const statement = (text: string) => ({ name: text, text });

/** As a process does that is stopped, or collects garbage. */
const blockFor = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

describeWithPostgres('a node whose transaction stands still', () => {
  let schema: PostgresSchema;
  let db: Database;
  beforeEach(async () => {
    schema = await postgresSchema();
    db = new Database(settingsOf({ connectionString: schema.connectionString }));
  });
  afterEach(async () => {
    await db.close();
    await schema.drop();
  });

  it('keeps nobody from starting for ever: whoever starts is told that the server does not answer', async () => {
    const other = new Client({ connectionString: schema.connectionString });
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('rapport ${schema.schema}', 0))`);
    const options = { connectionString: schema.location, answersWithinMs: 500 };
    await expect(openPostgresReadStore(options)).rejects.toThrow(ReadStoreUnavailable);
    await other.end();
    await (await openPostgresReadStore({ connectionString: schema.location })).close();
  });

  it('keeps the catalogue from the others for a moment only', async () => {
    let others: Promise<string> | undefined;
    const stalled = changed(db, schema.schema, async (change) => {
      others = changed(db, schema.schema, () => Promise.resolve('changed'));
      await others;
      await sql`SELECT`.execute(change);
    });
    await expect(stalled).rejects.toThrow(ReadStoreUnavailable);
    expect(await others).toBe('changed');
  });

  it('is told so when it goes on, as of an outage: what it was at is to be asked again', async () => {
    const stalled = db.transaction(async (transaction) => {
      await transaction.run(statement(`SET LOCAL idle_in_transaction_session_timeout = '100ms'`), []);
      blockFor(1_000);
      await transaction.run(statement('SELECT'), []);
    });
    await expect(stalled).rejects.toThrow(ReadStoreUnavailable);
  });
});
