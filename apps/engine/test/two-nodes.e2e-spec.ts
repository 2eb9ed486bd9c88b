import { describeWithPostgres, postgresSchema } from '@rapport/read-store/testing';
import type { ReadStoreLocation } from '@rapport/stores';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine, type Answer, type EngineInProcess } from '../testing/engine-in-process';
import { sharedLog, type SharedLog } from '../testing/served-log';

/** What the nodes keep their read models in. */
interface Rows {
  of(node: string): ReadStoreLocation;
  remove(): Promise<void>;
}

describe('two engines on one log, each with read models of its own,', () =>
  suite(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-nodes-'));
    return {
      of: (node) => ({ kind: 'sqlite', folder: join(folder, node) }),
      remove: () => rm(folder, { recursive: true }),
    };
  }));

describeWithPostgres('two engines on one log and one PostgreSQL', () =>
  suite(async () => {
    const { location: connectionString, drop: remove } = await postgresSchema();
    return { of: () => ({ kind: 'postgres', connectionString }), remove };
  }),
);

function suite(open: () => Promise<Rows>): void {
  let log: SharedLog;
  let rows: Rows;
  let nodes: readonly EngineInProcess[];

  beforeAll(async () => {
    [log, rows] = await Promise.all([sharedLog(), open()]);
    const start = (name: string) =>
      startEngine({ stores: { eventStore: log.location, readStore: rows.of(name) } });
    nodes = await Promise.all(['a', 'b'].map(start));
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await log.close();
    await rows.remove();
  });

  const node = (index: number): EngineInProcess => {
    const found = nodes[index % nodes.length];
    if (found === undefined) throw new Error('No node runs.');
    return found;
  };
  const send = (index: number, name: string, body: object) => node(index).send(name, body);
  const begin = async (): Promise<string> => {
    const journeyId = randomUUID();
    await send(0, 'begin-journey', { journeyId });
    await send(1, 'begin-journey', { journeyId }); // so that both hold it
    return journeyId;
  };
  const untilReady = async (index: number): Promise<void> => {
    while ((await node(index).ask('/health/ready')).status !== 200) await sleep(100);
  };
  const counted = (answers: readonly Answer[], key: 'status' | 'replayed') =>
    answers.map(({ body }) => String(body[key])).sort();

  it('refuse nothing on what is known no longer', async () => {
    const journeyId = await begin();
    for (let turn = 0; turn < 10; turn++) {
      const caseId = `c${turn}`;
      const opened = await send(turn, 'open-case', { journeyId, caseId });
      expect(opened.body).toMatchObject({ status: 'recorded' });
      const proposed = await send(turn + 1, 'propose-resolution', { journeyId, caseId });
      expect(proposed.body).toMatchObject({ status: 'recorded' });
      const again = await send(turn, 'propose-resolution', { journeyId, caseId });
      expect(again).toMatchObject({ status: 409, body: { code: 'case.already-proposed' } });
    }
  });

  it('record a command once that is sent to both', async () => {
    const journeyId = await begin();
    for (let turn = 0; turn < 10; turn++) {
      const command = { journeyId, commandId: `open-${turn}`, caseId: `c${turn}` };
      const answers = await Promise.all([0, 1].map((index) => send(index, 'open-case', command)));
      expect(counted(answers, 'status')).toEqual(['recorded', 'recorded']);
      expect(counted(answers, 'replayed')).toEqual(['false', 'true']);
      const [one, other] = answers.map(({ body }) => ({ ...body, replayed: null }));
      expect(one).toEqual(other);
    }
  });

  it('decide again what ran into the other, until all is recorded', async () => {
    const journeyId = await begin();
    const commands = Array.from({ length: 40 }, (_none, index) =>
      send(index, 'open-case', { journeyId, caseId: `c${index}` }),
    );
    expect(counted(await Promise.all(commands), 'status')).toEqual(Array(40).fill('recorded'));
    const { body } = await node(0).ask<{ events: { type: string }[] }>(
      `/v1/journeys/${journeyId}/timeline?limit=200`,
    );
    expect(body.events.filter(({ type }) => type === 'CaseOpened')).toHaveLength(40);
  });

  it('hear of what the other records, and need not read it', async () => {
    await untilReady(1);
    const reads = jest.spyOn(node(1).engine.platform.store, 'readStream');
    for (let hasRead = true; hasRead;) {
      const journeyId = randomUUID();
      await send(0, 'begin-journey', { journeyId });
      await sleep(100);
      reads.mockClear();
      const { body } = await send(1, 'open-case', { journeyId, caseId: 'c1' });
      expect(body).toMatchObject({ status: 'recorded' });
      hasRead = reads.mock.calls.some(([stream]) => stream === `journey-${journeyId}`);
    }
    reads.mockRestore();
  }, 30_000);

  it('answer on one node what was written on the other, for its position', async () => {
    await untilReady(1); // the log of a real server holds more than ours, and is read first
    const journeyId = await begin();
    const { body } = await send(0, 'open-case', { journeyId, caseId: 'c1' });
    const asked = await node(1).ask(`/v1/journeys/${journeyId}/trust?waitFor=${String(body.position)}`);
    expect(asked.status).toBe(200);
  }, 120_000);

  it('refuse a position of another log, and say where to read on', async () => {
    const asked = await node(0).ask(`/v1/journeys/j/trust?waitFor=0123abcd-${'1'.padStart(16, '0')}`);
    expect(asked).toMatchObject({ status: 400, body: { code: 'foreign-position' } });
    expect(asked.text).toContain('docs/how-to/grow.md');
  });
}
