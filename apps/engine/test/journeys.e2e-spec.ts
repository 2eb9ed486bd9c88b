import { projections } from '@rapport/projections';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const day = (of: number) => `2024-05-0${of}T12:00:00Z`;
interface Timeline {
  readonly events: readonly { readonly type: string; readonly occurredAt: string; readonly kind: string }[];
  readonly next?: string;
}

describe('what the log says of a journey', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
    const of = { journeyId: 'j' };
    const results = await engine.bulk([
      { command: 'begin-journey', ...of, occurredAt: day(1), identity: { scheme: 'crm', key: 'customer-7' } },
      { command: 'open-case', ...of, occurredAt: day(2), caseId: 'c1', topic: 'login' },
      {
        command: 'make-promise',
        ...of,
        occurredAt: day(4),
        promiseId: 'p1',
        to: 'customer',
        kind: 'call-back',
      },
      {
        command: 'make-purchase',
        ...of,
        occurredAt: day(5),
        purchaseId: 'b1',
        total: { amountMinor: 5, currency: 'EUR' },
      },
      {
        command: 'observe-emotion',
        ...of,
        occurredAt: day(3),
        emotionId: 'late',
        valence: -0.5,
        feltBy: 'customer',
        about: { kind: 'case', id: 'c1' },
        reportedBy: 'agent',
      },
    ]);
    expect(results.body.map(({ status }) => status)).toEqual(Array(5).fill('recorded'));
  });
  afterAll(() => engine.close());

  it('is summed up', async () => {
    const { body } = await engine.ask('/v1/journeys/j');
    expect(body).toMatchObject({
      journeyId: 'j',
      at: '2024-05-05T12:00:00.000Z',
      begunAt: '2024-05-01T12:00:00.000Z',
      identity: { scheme: 'crm', key: 'customer-7' },
      events: 6,
      cases: { opened: 1, open: 1, openIds: ['c1'] },
      promises: { open: 1, kept: 0, late: 0, broken: 0, openIds: ['p1'] },
      purchases: 1,
      stage: { name: 'exploration', since: '2024-05-02T12:00:00.000Z' },
      trust: { level: 'unknown', uncertainty: 1 },
      policyVersion: 1,
    });
    expect(body.newest).toMatchObject([
      { type: 'PurchaseMade' },
      { type: 'PromiseMade' },
      { type: 'EmotionObserved' },
      {},
      {},
      {},
    ]);
  });

  it('is shown newest first in business order, the late one at its place', async () => {
    const { body } = await engine.ask<Timeline>('/v1/journeys/j/timeline');
    expect(body.events.map(({ type }) => type)).toEqual([
      ...['PurchaseMade', 'PromiseMade', 'EmotionObserved', 'StageChanged', 'CaseOpened', 'JourneyBegun'],
    ]);
    expect(body.events.map(({ kind }) => kind)).toEqual(['fact', 'fact', 'fact', 'decision', 'fact', 'fact']);
    expect(body).not.toHaveProperty('next');
  });

  it('is paged by cursor, which stays while events arrive', async () => {
    const first = await engine.ask<Timeline>('/v1/journeys/j/timeline?limit=2');
    await engine.send('note-case', {
      journeyId: 'j',
      caseId: 'c1',
      kind: 'linked-defect',
      occurredAt: day(6),
    });
    const cursor = encodeURIComponent(first.body.next ?? '');
    const second = await engine.ask<Timeline>(`/v1/journeys/j/timeline?limit=200&cursor=${cursor}`);
    expect(second.body.events.map(({ type }) => type)).toEqual([
      ...['EmotionObserved', 'StageChanged', 'CaseOpened', 'JourneyBegun'],
    ]);
  });

  it('is anonymous until it is identified', async () => {
    await engine.send('begin-journey', { journeyId: 'anonymous', occurredAt: day(1) });
    expect((await engine.ask('/v1/journeys/anonymous')).body).toMatchObject({ identity: null, events: 1 });
  });

  it('cannot be asked for an earlier moment', async () => {
    const position = await engine.send('begin-journey', { journeyId: 'other', occurredAt: day(7) });
    await engine.ask(`/v1/trust?waitFor=${encodeURIComponent(String(position.body.position))}`);
    const { body } = await engine.ask(`/v1/journeys/j?at=${day(2)}`);
    expect(body).toMatchObject({ status: 400, code: 'at-before-newest' });
  });

  it('knows the policy in force', async () => {
    const { body } = await engine.ask('/v1/policy');
    expect(body).toMatchObject({ name: 'default', version: 1, document: { policy: 'default' } });
  });
});

describe('read models', () => {
  let engine: EngineInProcess;

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  it('are listed and rebuilt on request', async () => {
    const { body } = await engine.send('begin-journey', { journeyId: 'j' });
    await engine.ask(`/v1/trust?waitFor=${encodeURIComponent(String(body.position))}`);
    const begun = await engine.ask('/v1/rebuilds', { body: { all: true } });
    expect(begun).toMatchObject({ status: 202, body: { state: 'running' } });
    let job = begun.body;
    while (job.state === 'running') job = (await engine.ask(`/v1/rebuilds/${String(job.id)}`)).body;
    expect(job).toMatchObject({ state: 'done' });
    const { body: listed } = await engine.ask<{ projections: { name: string }[] }>('/v1/projections');
    expect(listed.projections.map(({ name }) => name)).toEqual(projections.map(({ name }) => name).sort());
    expect(listed.projections).toMatchObject(projections.map(() => ({ state: 'live', lagEvents: 0 })));
  });
});
