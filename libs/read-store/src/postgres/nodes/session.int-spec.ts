import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithPostgres, postgresSchema, type PostgresSchema } from '@rapport/read-store/testing';
import { Client } from 'pg';
import { openPostgresReadStore } from '..';
import type { ReadStore } from '../../read-store';
import type { StoreChange } from '../../shared-store';

const leaseMs = 1_200;

describeWithPostgres('the session of a node', () => {
  let schema: PostgresSchema;
  let store: ReadStore;
  let admin: Client;
  let heard: StoreChange['kind'][];
  beforeEach(async () => {
    schema = await postgresSchema();
    store = await openPostgresReadStore({ connectionString: schema.location, leaseMs });
    admin = new Client({ connectionString: schema.connectionString });
    await admin.connect();
    await admin.query(`SET search_path TO ${schema.schema}`);
    heard = [];
    store.shared?.watch(({ kind }) => heard.push(kind));
  });
  afterEach(async () => {
    await admin.end();
    await store.close();
    await schema.drop();
  });
  const connections = `FROM pg_stat_activity WHERE application_name = 'rapport ' || $1`;
  const ofNode = async (what: string, and = '') => {
    await admin.query('SELECT pg_stat_clear_snapshot()'); // else a transaction sees what it saw first
    return admin.query(`SELECT ${what} ${connections} ${and}`, [store.shared?.node]);
  };
  const cut = () => ofNode('pg_terminate_backend(pid)');
  const untilHeard = async (kind: StoreChange['kind']) => {
    while (!heard.includes(kind)) await sleep(20);
  };

  it('is made anew also where it breaks again before it has told what was missed', async () => {
    await admin.query('BEGIN; LOCK TABLE in_force');
    await cut();
    while ((await ofNode('pid', `AND wait_event_type = 'Lock'`)).rowCount === 0) await sleep(20);
    await cut();
    await admin.query('ROLLBACK');
    await untilHeard('in-force');
    expect(await store.shared?.nodes()).toEqual([store.shared?.node]);
  });

  it('lets the others come back for the time of a lease after it was made anew, and buries them then', async () => {
    await cut();
    await untilHeard('in-force');
    await admin.query(`INSERT INTO node VALUES ('late', clock_timestamp())`);
    await sleep(leaseMs / 2);
    expect(await store.shared?.nodes()).toContain('late');
    while ((await store.shared?.nodes())?.length !== 1) await sleep(20);
  });

  it('renews the lease while a burial has to wait', async () => {
    await admin.query(`INSERT INTO node VALUES ('dead', clock_timestamp())`);
    await admin.query(`BEGIN; SELECT FROM node WHERE node = 'dead' FOR UPDATE`);
    await sleep(leaseMs * 1.5);
    const lives = await admin.query('SELECT FROM node WHERE expires_at > clock_timestamp()');
    expect(lives.rowCount).toBe(1);
    await admin.query('ROLLBACK');
    while ((await store.shared?.nodes())?.length !== 1) await sleep(20);
  });

  it('hears nothing in what others than nodes say', async () => {
    const channel = `"rapport_${schema.schema}"`;
    await admin.query(
      `NOTIFY ${channel}, 'nonsense'; NOTIFY ${channel}; NOTIFY ${channel}, '{"kind":"roles"}'`,
    );
    await untilHeard('roles');
    expect(heard).toEqual(['roles']);
  });

  const committed = {
    ...{ kind: 'committed', build: 'ab' },
    checkpoint: { logId: 'log', position: '1', lastEventId: 'e', newestOccurredAt: null },
  };
  it.each([
    ['nothing', null],
    ['no position', { ...committed.checkpoint, position: undefined }],
    ['a number', { ...committed.checkpoint, position: 1 }],
    ['what lies behind all positions', { ...committed.checkpoint, position: '~' }],
    ['no moment', { ...committed.checkpoint, newestOccurredAt: 'now' }],
  ])('hears nothing of a commit up to %s', async (_, checkpoint) => {
    for (const one of [{ ...committed, checkpoint }, { ...committed, build: 1 }, committed])
      await admin.query(`SELECT pg_notify($1, $2)`, [`rapport_${schema.schema}`, JSON.stringify(one)]);
    await untilHeard('committed');
    await admin.query(`NOTIFY "rapport_${schema.schema}", '{"kind":"roles"}'`);
    await untilHeard('roles');
    expect(heard).toEqual(['committed', 'roles']);
  });

  it('goes on where one that it tells fails', async () => {
    const told: StoreChange['kind'][] = [];
    store.shared?.watch(() => {
      throw new Error('This one fails.');
    });
    store.shared?.watch(({ kind }) => told.push(kind));
    await store.shared?.take('a');
    await store.shared?.release('a');
    while (told.length === 0) await sleep(20);
    expect(told).toEqual(['roles']);
  });
});
