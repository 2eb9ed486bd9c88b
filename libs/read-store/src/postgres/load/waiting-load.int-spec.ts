import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { Client } from 'pg';
import { openPostgresReadStore } from '..';
import type { ReadStore } from '../../read-store';
import { head, table } from '../../testing/numbers';

const row = (subject: string, number: number) => ({ subject, part: '', values: [number] });
const inTransactions = `SELECT state FROM pg_stat_activity
  WHERE application_name = 'rapport ' || $1 AND state LIKE 'idle in transaction%'`;

describeWithPostgres('a load into PostgreSQL that waits for what is next', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  let admin: Client;
  beforeEach(async () => {
    schema = await postgresSchema();
    store = await openPostgresReadStore({ connectionString: schema.location });
    admin = new Client({ connectionString: schema.connectionString });
    await admin.connect();
  });
  afterEach(async () => {
    await admin.end();
    await store.close();
    await schema.drop();
  });
  const standing = async () =>
    (await admin.query<{ state: string }>(inTransactions, [store.shared?.node])).rows;

  it('stands in no transaction, which the server would end: the log may take long to read', async () => {
    const build = await store.create('numbers', 1, table);
    const load = await build.load();
    expect(await standing()).toEqual([]);
    await load.save({ head, slab: 0, lastSubject: null });
    expect(await standing()).toEqual([]);
    await load.add({ rows: [row('j1', 1)] });
    await load.save({ head, slab: 0, lastSubject: 'j1' });
    expect(await standing()).toEqual([]);
    await load.add({ rows: [row('j2', 2)] });
    await load.finish(head);
    expect(await build.rowsOf(['j1', 'j2'])).toEqual([row('j1', 1), row('j2', 2)]);
  });

  it('takes back what came since it was saved, where it has become much', async () => {
    const build = await store.create('numbers', 1, table);
    const load = await build.load();
    await load.save({ head, slab: 0, lastSubject: null });
    await load.add({ rows: Array.from({ length: 10_000 }, (_, number) => row(`j${number}`, number)) });
    await build.close();
    const again = await store.open(build.id, table);
    await (await again.load()).finish(head);
    expect(await again.rowsOf(['j0', 'j9999'])).toEqual([]);
  });
});
