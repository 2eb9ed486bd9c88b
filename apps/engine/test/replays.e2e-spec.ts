import { setTimeout as pause } from 'node:timers/promises';
import { createEngine } from '../src/engine';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const day = (of: number) => `2024-05-${String(of).padStart(2, '0')}T12:00:00Z`;

interface Replay {
  readonly name: string;
  readonly state: string;
}

describe('replays', () => {
  let engine: EngineInProcess;
  let waitFor: string;
  /** After what came in time, before what came late. */
  let before: string;

  const does = async (command: string, journeyId: string, on: number, payload: object = {}) => {
    const { status, body } = await engine.send(command, { journeyId, occurredAt: day(on), ...payload });
    expect({ command, status }).toEqual({ command, status: 200 });
    waitFor = encodeURIComponent(String(body.position));
  };
  const ask = async (path: string) => (await engine.ask(`/v1/${path}`)).body;
  const made = async (request: object): Promise<string> => {
    const { status, body } = await engine.ask<Replay>('/v1/replays', { body: request });
    expect(status).toBe(202);
    while ((await engine.ask<Replay>(`/v1/replays/${body.name}`)).body.state === 'building') await pause(5);
    return body.name;
  };
  const diff = async (path: string) => {
    const { body } = await engine.ask<readonly Record<string, unknown>[]>(`/v1/replays/${path}`);
    return body;
  };

  beforeAll(async () => {
    engine = await startEngine();
    for (const [journeyId, opened] of [
      ['a', 1],
      ['b', 4],
    ] as const) {
      await does('begin-journey', journeyId, opened);
      await does('open-case', journeyId, opened, { caseId: 'c1', product: 'router' });
    }
    await does('propose-resolution', 'a', 5, { caseId: 'c1' });
    await does('confirm-resolution', 'a', 6, { caseId: 'c1', by: 'customer' });
    await pause(5);
    before = new Date().toISOString();
    await pause(5);
    await does('begin-journey', 'late', 2);
    await does('link-journey-to-customer', 'a', 3, { customerId: 'k', evidence: 'said so' });
    await does('link-journey-to-customer', 'b', 4, { customerId: 'k', evidence: 'said so' });
    await engine.ask(`/v1/trust?waitFor=${waitFor}`);
  });
  afterAll(() => engine.close());

  it('answer for all journeys as of a moment', async () => {
    const name = await made({ name: 'fifth', asOf: day(5) });
    expect(await ask(`replays/${name}`)).toMatchObject({
      ...{ name: 'fifth', state: 'ready', asOf: '2024-05-05T12:00:00.000Z', knownAt: null },
      projections: expect.arrayContaining(['trust-level', 'resolution-rate']) as string[],
    });
    expect(await ask('resolution-rate?replay=fifth')).toMatchObject({
      ...{ replay: 'fifth', at: '2024-05-05T12:00:00.000Z', asOf: '2024-05-05T12:00:00.000Z', parked: 0 },
      total: { opened: 2, proposed: 1, confirmed: 0 },
    });
    expect(await ask('resolution-rate')).toMatchObject({ total: { opened: 2, confirmed: 1 } });
    expect(await ask('journeys/a/trust?replay=fifth')).toMatchObject({ replay: 'fifth', evidence: [] });
    expect((await ask('journeys/a/timeline?replay=fifth')).events).toHaveLength(5);
  });

  it('answer as was known, memberships included', async () => {
    const name = await made({ knownAt: before });
    expect(await ask(`stages?replay=${name}`)).toMatchObject({ journeys: 2, replay: name });
    expect(await ask('stages')).toMatchObject({ journeys: 3 });
    expect(await ask(`customers/k/trust?replay=${name}`)).toMatchObject({ code: 'customer-not-found' });
    expect(await ask('customers/k/trust?replay=fifth')).toMatchObject({ journeys: ['a', 'b'] });
    await engine.ask(`/v1/replays/${name}`, { method: 'DELETE' });
    expect(await ask(`stages?replay=${name}`)).toMatchObject({ status: 404, code: 'replay-not-found' });
  });

  it('say how they differ from what is in force, and from each other', async () => {
    await made({ name: 'third', asOf: day(3), projections: ['resolution-rate'] });
    const lines = await diff('third/diff');
    expect(lines.filter(({ kind }) => kind === 'subject')).toMatchObject([
      { journeyId: 'a', change: 'changed', parts: [{ part: 'c1', from: {}, to: {} }] },
      { journeyId: 'b', change: 'added', parts: [{ part: 'c1', from: null }] },
      { customerId: 'k', change: 'added' },
    ]);
    expect(lines.some(({ kind, onlyTo }) => kind === 'group' && Number(onlyTo) > 0)).toBe(true);
    expect(lines.at(-1)).toEqual({
      ...{ kind: 'total', projection: 'resolution-rate', added: 2, removed: 0, changed: 1 },
    });
    expect((await diff('third/diff?to=third')).map(({ kind }) => kind)).toEqual(['total']);
    expect((await diff('fifth/diff?to=third')).at(-1)).toMatchObject({
      projection: 'resolution-rate',
      removed: 2,
    });
    expect(await ask('replays/third/diff?projection=trust-level')).toMatchObject({ code: 'not-in-replay' });
    expect(await ask('replays/third/diff?projection=trust')).toMatchObject({
      code: 'unknown-projection',
      detail: 'There is no projection "trust". Both have: resolution-rate.',
    });
    expect(await ask('replays/third/diff?to=fourth')).toMatchObject({ code: 'replay-not-found' });
  });

  it.each([
    ['a name twice', { name: 'fifth' }, 409, 'replay-exists'],
    ['no name', { name: 'Live!' }, 400, 'validation-failed'],
    ['the name of what is in force', { name: 'live' }, 400, 'validation-failed'],
    ['an unknown projection', { projections: ['trust'] }, 404, 'unknown-projection'],
    ['a day that is none', { asOf: '2023-02-29T00:00:00Z' }, 400, 'validation-failed'],
    ['no time to live', { expiresIn: 0 }, 400, 'validation-failed'],
  ])('are refused with %s', async (_what, request, status, code) => {
    const { body } = await engine.ask('/v1/replays', { body: request });
    expect(body).toMatchObject({ status, code });
  });

  it('expire', async () => {
    await made({ name: 'short', asOf: day(3), projections: ['trust-level'], expiresIn: 1 });
    await pause(1_000);
    expect(await ask('trust?replay=short')).toMatchObject({ code: 'replay-not-found' });
    const { replays } = (await ask('replays')) as unknown as { replays: readonly Replay[] };
    expect(replays.map(({ name }) => name)).toEqual(['fifth', 'third']);
  });

  it('stay as they were while the log grows, and after a restart', async () => {
    const asked = await ask('resolution-rate?replay=fifth');
    await does('open-case', 'late', 2, { caseId: 'c9' });
    await engine.ask(`/v1/trust?waitFor=${waitFor}`);
    expect(await ask('resolution-rate?replay=fifth')).toEqual(asked);
    expect(await ask(`resolution-rate?replay=fifth&waitFor=${waitFor}`)).toMatchObject({
      code: 'replay-behind',
    });

    await engine.ask('/v1/replays', { body: { name: 'broken-off', asOf: day(5) } });
    const { config, logger } = engine.engine.platform;
    await engine.engine.close();
    const again = await createEngine({ ...config, port: 0 }, logger);
    try {
      const url = await again.listen();
      const get = async (path: string) =>
        (await (await fetch(`${url}/v1/${path}`)).json()) as Record<string, unknown>;
      expect(await get('resolution-rate?replay=fifth')).toEqual(asked);
      let replay = await get('replays/broken-off');
      for (; replay.state === 'building'; replay = await get('replays/broken-off')) await pause(5);
      expect(await get('resolution-rate?replay=broken-off')).toMatchObject({
        total: { opened: 3, confirmed: 0 },
      });
    } finally {
      await again.close();
    }
  });
});
