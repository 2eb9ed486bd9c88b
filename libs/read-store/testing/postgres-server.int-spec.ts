import { Client } from 'pg';
import { describeWithPostgres, postgresForTests, postgresSchema, PostgresServer } from '.';

const ask = async (connectionString: string, sql: string): Promise<unknown> => {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
};

describeWithPostgres('the PostgreSQL of tests', () => {
  it('is the same for the whole run', async () => {
    const [first, second] = await Promise.all([postgresForTests(), postgresForTests()]);
    expect(first).toBe(second);
    expect(await ask(first, 'SELECT 1')).toBe(1);
  });

  it('gives each test a schema, which goes with all that it holds', async () => {
    const { schema, connectionString, drop } = await postgresSchema();
    await ask(connectionString, `CREATE SCHEMA ${schema} CREATE TABLE t (a int)`);
    await drop();
    expect(await ask(connectionString, `SELECT to_regnamespace('${schema}')`)).toBeNull();
  });

  it('may be one of the test’s own, which keeps what it has over a crash and is gone when it is stopped', async () => {
    const server = await PostgresServer.start({ durable: true });
    await ask(server.connectionString, 'CREATE TABLE kept (a int)');
    await server.restart('QUIT');
    expect(await ask(server.connectionString, `SELECT to_regclass('kept')::text`)).toBe('kept');
    await server.stop();
    await expect(ask(server.connectionString, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });
});
