import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { Client } from 'pg';
import type { ReadStore } from '../read-store';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';

const waiting = `SELECT pid FROM pg_stat_activity WHERE application_name = 'rapport ' || $1 AND wait_event = 'advisory'`;
const wouldBeTriedAgainMs = 1_000;

describeWithPostgres('letting go of a build on PostgreSQL', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  let admin: Client;
  beforeEach(async () => {
    schema = await postgresSchema();
    store = await openPostgresReadStore({ connectionString: schema.location, answersWithinMs: 1_000 });
    admin = new Client({ connectionString: schema.connectionString });
    await admin.connect();
  });
  afterEach(async () => {
    await admin.end();
    await store.close();
    await schema.drop();
  });
  const lock = () => admin.query(`SELECT pg_advisory_lock(hashtextextended('rapport ${schema.schema}', 0))`);
  const unlock = () => admin.query('SELECT pg_advisory_unlock_all()');

  it('is tried again where the server did not answer', async () => {
    const build = await store.create('numbers', 1, table);
    await lock();
    await build.close();
    await unlock();
    const held = `SELECT FROM ${schema.schema}.build WHERE holder IS NOT NULL`;
    while ((await admin.query(held)).rowCount !== 0) await sleep(20);
  });

  it('is not tried again where its tables are gone', async () => {
    const build = await store.create('numbers', 1, table);
    await schema.drop();
    await build.close();
    await lock();
    await sleep(wouldBeTriedAgainMs);
    expect((await admin.query(waiting, [store.shared?.node])).rowCount).toBe(0);
    await unlock();
  });
});
