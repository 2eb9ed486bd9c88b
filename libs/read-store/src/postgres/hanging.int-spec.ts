import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { ReadStoreUnavailable } from '../errors';
import type { ReadStore } from '../read-store';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';
import { Database } from './connection/database';
import { settingsOf } from './options';
import { StallingProxy } from './testing/stalling-proxy';

const row = (subject: string, number: number) => ({ subject, part: '', values: [number] });
const head = { logId: 'log', position: '9', lastEventId: 'e9', newestOccurredAt: null };

describeWithPostgres('a PostgreSQL that hangs', () => {
  let schema: PostgresSchema;
  let proxy: StallingProxy;
  let store: ReadStore;
  beforeEach(async () => {
    schema = await postgresSchema();
    proxy = await StallingProxy.to(schema.location);
    store = await openPostgresReadStore({ connectionString: proxy.location, answersWithinMs: 1_000 });
  });
  afterEach(async () => {
    proxy.goOn();
    await store.close();
    await proxy.close();
    await schema.drop();
  });

  it('is not waited for by a load, which is gone on with from what was saved', async () => {
    const build = await store.create('numbers', 1, table);
    const load = await build.load();
    const progress = { head, slab: 0, lastSubject: 'j1' };
    await load.add({ rows: [row('j1', 1)] });
    await load.save(progress);
    proxy.stall();
    await load.add({ rows: [row('j2', 2)] });
    await expect(load.save({ ...progress, lastSubject: 'j2' })).rejects.toThrow(ReadStoreUnavailable);
    proxy.goOn();
    const again = await build.load();
    expect(again.progress).toEqual(progress);
    await again.finish(undefined);
    expect(await build.rowsOf(['j1', 'j2'])).toEqual([row('j1', 1)]);
  });

  it('is not waited for where a load begins, whose connection is ended', async () => {
    const db = new Database(settingsOf({ connectionString: proxy.location, answersWithinMs: 300 }));
    const client = await db.connect();
    const ended = once(client, 'end');
    proxy.stall();
    await expect(db.watch(client)).rejects.toThrow(ReadStoreUnavailable);
    await ended;
    await db.close();
  });

  it('is told from one that lost the connection of a load behind a pooler', async () => {
    const db = new Database(settingsOf({ connectionString: schema.connectionString }));
    const client = await db.connect();
    const { attention } = await db.watch(client);
    expect(await attention()).toBe('silent');
    const working = client.query('SELECT pg_sleep(0.5)');
    await sleep(100);
    expect(await attention()).toBe('at it');
    await working;
    await client.end();
    while ((await attention()) !== 'gone') await sleep(20);
    await db.close();
  });

  it('frees the rows of a transaction whose node was never heard of again', async () => {
    const db = new Database(settingsOf({ connectionString: schema.connectionString }));
    const other = new Client({ connectionString: schema.connectionString });
    await other.connect();
    await other.query('CREATE TABLE held (n int); INSERT INTO held VALUES (1)');
    const stalled = db.transaction(async (transaction) => {
      await transaction.run({ name: 'held', text: 'SELECT FROM held FOR UPDATE' }, []);
      await sleep(7_000);
    });
    await sleep(500);
    await Promise.all([
      expect(stalled).rejects.toThrow(ReadStoreUnavailable),
      expect(other.query('UPDATE held SET n = 2')).resolves.toBeDefined(),
    ]);
    await other.query('DROP TABLE held');
    await other.end();
    await db.close();
  });

  it('is not waited for by a long read', async () => {
    const build = await store.create('numbers', 1, table);
    const load = await build.load();
    await load.add({ rows: [row('j1', 1), row('j2', 2)] });
    await load.finish(undefined);
    const pages = build.model.pages(1)[Symbol.asyncIterator]();
    expect((await pages.next()).value).toHaveLength(1);
    proxy.stall();
    await expect(pages.next()).rejects.toThrow(ReadStoreUnavailable);
  });

  it('is told from one whose long reads are all under way: the next one waits', async () => {
    const db = new Database(
      settingsOf({ connectionString: proxy.location, connectsWithinMs: 100, longReads: 1 }),
    );
    const numbers = () => db.batches('SELECT generate_series(1, 3)', [], 2)[Symbol.asyncIterator]();
    const [first, second] = [numbers(), numbers()];
    await first.next();
    const waiting = second.next();
    await sleep(350);
    expect((await first.next()).value).toEqual([[3]]);
    expect((await first.next()).done).toBe(true);
    expect((await waiting).value).toEqual([[1], [2]]);
    await db.close();
  });

  it('is told from one whose long reads wait for each other: the one that waits gives up in time', async () => {
    const limits = { connectsWithinMs: 50, answersWithinMs: 200, longReads: 1 };
    const db = new Database(settingsOf({ connectionString: proxy.location, ...limits }));
    const numbers = () => db.batches('SELECT generate_series(1, 3)', [], 2)[Symbol.asyncIterator]();
    const first = numbers();
    await first.next();
    await expect(numbers().next()).rejects.toThrow(ReadStoreUnavailable);
    await first.return(undefined);
    expect((await numbers().next()).value).toHaveLength(2);
    await db.close();
  });

  it('is told from one that takes long: that is waited for', async () => {
    const build = await store.create('numbers', 1, table);
    const load = await build.load();
    await load.add({ rows: [row('j1', 1)] });
    const other = new Client({ connectionString: schema.connectionString });
    await other.connect();
    await other.query(`BEGIN; SELECT FROM "${schema.schema}".build FOR UPDATE`);
    const finished = load.finish(undefined);
    await sleep(4_500);
    await other.end();
    await finished;
    expect(await build.rowsOf(['j1'])).toHaveLength(1);
  });
});
