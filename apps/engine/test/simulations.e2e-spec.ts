import { defaultPolicyText } from '@rapport/policy';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulationAnswer } from '../src/simulations/simulation-job';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const stricter = defaultPolicyText().replace('interactions.inbound >= 1', 'interactions.inbound >= 2');

const call = (journeyId: string, id: string, occurredAt: string, more: object = {}) => ({
  ...{ command: 'record-interaction', journeyId, interactionId: id, occurredAt },
  ...{ touchpoint: 'help line', channel: 'phone', direction: 'inbound', ...more },
});
const begin = (journeyId: string) => ({
  command: 'begin-journey',
  journeyId,
  occurredAt: '2024-01-01T00:00:00Z',
});

describe('simulations', () => {
  let engine: EngineInProcess;
  let head: unknown;

  beforeAll(async () => {
    engine = await startEngine();
    const link = { command: 'link-journey-to-customer', customerId: 'k1', evidence: 'the same login' };
    const results = await engine.bulk([
      ...[begin('once'), call('once', 'i1', '2024-01-02T00:00:00Z')],
      ...[
        begin('twice'),
        call('twice', 'i1', '2024-01-02T00:00:00Z'),
        call('twice', 'i2', '2024-01-05T00:00:00Z'),
      ],
      ...[begin('silent'), begin('linked'), call('linked', 'i1', '2024-01-02T00:00:00Z')],
      ...[
        { ...link, journeyId: 'linked' },
        { ...link, journeyId: 'silent' },
      ],
    ]);
    expect(results.body.map(({ status }) => status)).toEqual(Array(10).fill('recorded'));
    head = (await engine.engine.platform.store.head()) ?? null;
  });
  afterAll(() => engine.close());

  const post = (body: object) =>
    engine.ask<SimulationAnswer & { detail?: string }>('/v1/simulations', { body });
  async function simulated(body: object): Promise<SimulationAnswer> {
    const begun = await post(body);
    expect(begun.status).toBe(202);
    for (;;) {
      const { body: answer } = await engine.ask<SimulationAnswer>(`/v1/simulations/${begun.body.id}`);
      if (answer.state !== 'running') return answer;
      await pause(5);
    }
  }
  const changes = async ({ id }: SimulationAnswer, format = '') =>
    engine.ask(`/v1/simulations/${id}/changes${format}`);

  it('under the policy in force show no difference', async () => {
    const { document } = (await engine.ask<{ document: object }>('/v1/policy')).body;
    const answer = await simulated({ policy: document });
    expect(answer).toMatchObject({
      ...{ state: 'done', facts: 10, unsupportedFacts: 0, decisions: 3, recordedDecisions: 3 },
      ...{ journeys: 4, changedCustomers: 0, changedJourneys: 0, unreadableJourneys: 0 },
      stages: {
        decided: { awareness: 1, exploration: 3 },
        simulated: { awareness: 1, exploration: 3 },
        transitions: [{ from: 'awareness', to: 'exploration', decided: 3, simulated: 3 }],
        displaced: [],
      },
      trust: { decided: { unknown: 4 }, simulated: { unknown: 4 } },
      position: head,
    });
    expect((await changes(answer)).text).toBe('');
  });

  it('under a stricter policy say what it would have decided, and whom that changes', async () => {
    const answer = await simulated({ policy: stricter });
    expect(answer).toMatchObject({
      ...{ decisions: 1, recordedDecisions: 3, changedCustomers: 3, changedJourneys: 3 },
      stages: {
        simulated: { awareness: 3, exploration: 1 },
        transitions: [{ from: 'awareness', to: 'exploration', decided: 3, simulated: 1 }],
        displaced: [{ decided: 'exploration', simulated: 'awareness', journeys: 2 }],
      },
    });
    const { type, text } = await changes(answer);
    expect(type).toContain('application/x-ndjson');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      { customerId: 'k1', journeyId: 'linked' },
      {
        customerId: 'journey:once',
        journeyId: 'once',
        stage: { decided: 'exploration', simulated: 'awareness' },
        trust: { decided: { level: 'unknown' }, simulated: { level: 'unknown' } },
        parting: {
          at: '2024-01-02T00:00:00.000Z',
          stage: 'awareness',
          decided: { policyVersion: 1, move: { to: 'exploration' }, reasons: [{ holds: true }] },
          simulated: {
            policyVersion: 2,
            move: null,
            reasons: [
              {
                condition: 'interactions.inbound >= 2',
                holds: false,
                measures: { 'interactions.inbound': 1 },
              },
            ],
          },
        },
      },
      { journeyId: 'twice', stage: { decided: 'exploration', simulated: 'exploration' } },
    ]);
  });

  it('export what changes as CSV too', async () => {
    const { type, text } = await changes(await simulated({ policy: stricter }), '?format=csv');
    expect(type).toContain('text/csv');
    const [header, , once] = text.split('\r\n');
    expect(header).toMatch(
      /^customerId,journeyId,stageDecided,stageSimulated,trustDecided,trustSimulated,partedAt/,
    );
    expect(once).toContain(
      'journey:once,once,exploration,awareness,unknown,unknown,2024-01-02T00:00:00.000Z,awareness',
    );
    expect(once).toContain('interactions.inbound >= 2 [interactions.inbound=1] fails');
  });

  it('leave what was decided before their beginning', async () => {
    const answer = await simulated({ policy: stricter, from: '2024-01-03T00:00:00Z' });
    expect(answer).toMatchObject({ from: '2024-01-03T00:00:00.000Z', changedCustomers: 0, decisions: 3 });
  });

  it('count the facts that rest on a decision which would not have been made', async () => {
    const [decision] = (await engine.engine.platform.store.readStream('journey-once', { from: 2 })).map(
      ({ id }) => id,
    );
    const sent = await engine.send('record-interaction', {
      ...call('once', 'i9', '2024-01-09T00:00:00Z', { direction: 'outbound' }),
      command: undefined,
      causationId: decision,
    });
    expect(sent.status).toBe(200);
    expect(await simulated({ policy: stricter })).toMatchObject({ unsupportedFacts: 1, facts: 11 });
    expect(await simulated({ policy: defaultPolicyText() })).toMatchObject({ unsupportedFacts: 0 });
  });

  it('write nothing to the log', async () => {
    const before = await engine.engine.platform.store.head();
    await simulated({ policy: stricter });
    expect(await engine.engine.platform.store.head()).toBe(before);
  });

  it('are refused with the place where a policy is wrong', async () => {
    const wrong = stricter.replace('interactions.inbound >= 2', 'interactions.inbounds >= 2');
    const line = wrong.split('\n').findIndex((text) => text.includes('inbounds')) + 1;
    const refused = await post({ policy: wrong });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'invalid-policy',
      errors: [{ path: '/stages/1/enter/0', line }],
    });
    expect((await post({ policy: { policy: 'x' } })).body).toMatchObject({ code: 'invalid-policy' });
    expect((await post({ policy: {} })).body.detail).toMatch(/^The key `\w+` is missing\. \(and \d+ more\)$/);
    for (const body of [
      {},
      { policy: 5 },
      { policy: stricter, from: 'soon' },
      { policy: stricter, since: '' },
    ])
      expect((await post(body)).body).toMatchObject({ code: 'validation-failed' });
  });

  it('are forgotten when they are deleted, with their files', async () => {
    const { id } = await simulated({ policy: stricter });
    expect((await engine.ask(`/v1/simulations/${id}`, { method: 'DELETE' })).status).toBe(204);
    for (const path of [`/v1/simulations/${id}`, `/v1/simulations/${id}/changes`])
      expect((await engine.ask(path)).body).toMatchObject({
        ...{ status: 404, code: 'simulation-not-found' },
        detail: expect.stringContaining('ask the one that began it, by its own URL') as string,
      });
    expect(readdirSync(join(engine.folder, 'simulations'))).not.toContain(`${id}.ndjson`);
  });

  it('are a few at most: the oldest are forgotten', async () => {
    const first = await simulated({ policy: stricter });
    for (let i = 0; i < 10; i += 1) await simulated({ policy: stricter });
    expect((await engine.ask(`/v1/simulations/${first.id}`)).status).toBe(404);
    expect(readdirSync(join(engine.folder, 'simulations'))).toHaveLength(10);
  });

  it('leave nothing behind when the engine stops', async () => {
    const other = await startEngine();
    await other.ask('/v1/simulations', { body: { policy: stricter } });
    const simulations = join(other.folder, 'simulations');
    await other.engine.close();
    expect(existsSync(simulations)).toBe(false);
  });
});
