import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { Client } from 'pg';
import { BuildUnusable, ReadStoreEmptied, ReadStoreUnavailable, ReadStoreUnusable } from '../errors';
import { table } from '../testing/numbers';
import { openPostgresReadStore } from '.';

const secret = 'p4ssw0rd';

describe('the location of a read store', () => {
  it.each([
    ['is no connection string', `user:${secret}@host`],
    ['is of something else', `mysql://user:${secret}@host/db`],
    [
      'names a file that is not there',
      `postgres://user:${secret}@127.0.0.1:1/db?sslrootcert=/nowhere/ca.pem`,
    ],
    ['names an odd schema', `postgres://user:${secret}@127.0.0.1:1/db?schema=a"b`],
  ])('is refused where it %s, without its password', async (_, connectionString) => {
    const opening = openPostgresReadStore({ connectionString });
    await expect(opening).rejects.toThrow(ReadStoreUnusable);
    await expect(opening).rejects.not.toThrow(secret);
  });

  it('is unavailable where nobody answers, without a word of where that is', async () => {
    const opening = openPostgresReadStore({ connectionString: `postgres://user:${secret}@127.0.0.1:1/db` });
    await expect(opening).rejects.toThrow(ReadStoreUnavailable);
    await expect(opening).rejects.not.toThrow(/p4ssw0rd|user|127/);
  });
});

describeWithPostgres('opening a read store on PostgreSQL', () => {
  let schema: PostgresSchema;
  beforeEach(async () => (schema = await postgresSchema()));
  afterEach(() => schema.drop());
  const open = (location = schema.location) => openPostgresReadStore({ connectionString: location });
  const sql = async (text: string) => {
    const client = new Client({ connectionString: schema.connectionString });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  it.each([
    ['tables are', 'CREATE SCHEMA'],
    ['schema is', '-- '],
  ])('makes anew what is gone: until then whoever has it open says that its %s', async (_, remake) => {
    const store = await open();
    const build = await store.create('numbers', 1, table);
    await schema.drop();
    await sql(`${remake} ${schema.schema}`);
    const asked = [store.builds(), build.model.subject('j'), store.inForce()];
    for (const { status, reason } of (await Promise.allSettled(asked)) as PromiseRejectedResult[])
      expect([status, reason]).toEqual(['rejected', expect.any(ReadStoreEmptied)]);
    const next = await open();
    expect(await store.builds()).toEqual([]);
    await expect(build.model.subject('j')).rejects.toThrow(BuildUnusable);
    await next.close();
    await store.close();
  });

  it('makes the schema, once, however many open it at once', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    const migrations = await sql(`SELECT number FROM ${schema.schema}.migration`);
    expect(migrations).toEqual([{ number: 1 }, { number: 2 }]);
    for (const store of stores) await store.close();
  });

  it('takes the schema from its options or the connection string', async () => {
    const { connectionString, schema: name } = schema;
    const [first, second] = [await open(), await openPostgresReadStore({ connectionString, schema: name })];
    const { id } = await first.create('numbers', 1, table);
    expect((await second.builds()).map((entry) => entry.id)).toEqual([id]);
    await first.close();
    await second.close();
  });

  it('is refused where a newer build has migrated it, and says what to do', async () => {
    await (await open()).close();
    await sql(`INSERT INTO ${schema.schema}.migration VALUES (99, now())`);
    await expect(open()).rejects.toThrow(ReadStoreUnusable);
    await expect(open()).rejects.toThrow(/migrated to 99 by a newer Rapport.*or name another schema/);
  });

  it('says what to do where the user may not make tables, or there is no such database', async () => {
    const user = `${schema.schema}_user`;
    await sql(`CREATE ROLE ${user} LOGIN`);
    const [restricted, elsewhere] = [new URL(schema.location), new URL(schema.location)];
    restricted.username = user;
    elsewhere.pathname = '/nowhere';
    const opening = () => open(restricted.href);
    await expect(opening()).rejects.toThrow(`CREATE SCHEMA ${schema.schema} AUTHORIZATION ${user}`);
    await sql(`CREATE SCHEMA ${schema.schema}`);
    const wanted = `GRANT USAGE, CREATE ON SCHEMA ${schema.schema} TO ${user}`;
    await expect(opening()).rejects.toThrow(wanted);
    await sql(`GRANT USAGE ON SCHEMA ${schema.schema} TO ${user}`);
    await expect(opening()).rejects.toThrow(wanted);
    await sql(`GRANT CREATE ON SCHEMA ${schema.schema} TO ${user}`);
    await (await open()).close();
    await expect(opening()).rejects.toThrow('connect as that one');
    await expect(open(elsewhere.href)).rejects.toThrow('The database of the read models does not exist');
    await sql(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
  });

  it('leaves no connection behind where it fails or is closed', async () => {
    await (await open()).close();
    const store = await open();
    await store.builds();
    await store.close();
    await sql(`INSERT INTO ${schema.schema}.migration VALUES (99, now())`);
    await expect(open()).rejects.toThrow();
    const [rows] = await sql(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name LIKE 'rapport %-${process.pid}-%'`,
    );
    expect(rows).toEqual({ count: 0 });
  });

  it('tells news within milliseconds', async () => {
    const [here, there] = [await open(), await open()];
    const build = await here.create('numbers', 1, table);
    await build.commit(
      { puts: [], removals: [] },
      { logId: 'l', position: '0', lastEventId: 'e', newestOccurredAt: null },
    );
    const times: number[] = [];
    for (let number = 1; number <= 20; number += 1) {
      const heard = new Promise<void>((resolve) => {
        const end = there.shared?.watch(() => {
          end?.();
          resolve();
        });
      });
      const position = String(number);
      await build.commit(
        { puts: [], removals: [] },
        { logId: 'l', position, lastEventId: 'e', newestOccurredAt: null },
      );
      const from = performance.now();
      await heard;
      times.push(performance.now() - from);
    }
    expect(Math.min(...times)).toBeLessThan(20);
    expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(200);
    await here.close();
    await there.close();
  });
});
