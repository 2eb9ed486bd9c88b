import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const occurredAt = '2024-05-01T12:00:00Z';

describe('a command over HTTP', () => {
  let engine: EngineInProcess;
  let journeys = 0;
  const journey = (): string => `j${++journeys}`;

  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.close());

  it('is recorded, and can be read where it was waited for', async () => {
    const journeyId = journey();
    await engine.send('begin-journey', { journeyId, occurredAt });
    const { status, body } = await engine.send('open-case', {
      journeyId,
      caseId: 'c1',
      commandId: 'k1',
      occurredAt,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ commandId: 'k1', journeyId, status: 'recorded', replayed: false });
    expect(body.events).toMatchObject([
      { type: 'CaseOpened', revision: 1 },
      { type: 'StageChanged', revision: 2 },
    ]);
    const position = encodeURIComponent(String(body.position));
    const stage = await engine.ask(`/v1/journeys/${journeyId}/stage?waitFor=${position}`);
    expect(stage.body).toMatchObject({ journeyId, stage: 'exploration' });
  });

  it('gets an id where it brings none', async () => {
    const [one, two] = [
      await engine.send('begin-journey', { journeyId: journey() }),
      await engine.send('begin-journey', { journeyId: journey() }),
    ];
    expect(one.body.commandId).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.body.commandId).not.toBe(two.body.commandId);
  });

  it('is done once, however often it is sent', async () => {
    const journeyId = journey();
    const begin = { journeyId, commandId: 'k', channel: 'web', identity: { scheme: 'crm', key: 'a' } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => engine.send('begin-journey', begin)));
    const [first, ...others] = answers.map(({ body }) => body);
    expect(first).toMatchObject({ status: 'recorded', replayed: false });
    for (const other of others) expect(other).toEqual({ ...first, replayed: true });
    const reordered = { identity: { key: 'a', scheme: 'crm' }, channel: 'web', commandId: 'k', journeyId };
    expect((await engine.send('begin-journey', reordered)).body).toEqual({ ...first, replayed: true });
  });

  it.each([
    ['payload', 'begin-journey', { channel: 'phone' }],
    ['occurredAt', 'begin-journey', { channel: 'web', occurredAt }],
    ['name', 'identify-journey', { identity: { scheme: 'crm', key: 'a' }, by: 'customer' }],
  ])('is refused where its id was used with another %s', async (_what, name, payload) => {
    const journeyId = journey();
    await engine.send('begin-journey', { journeyId, commandId: 'k', channel: 'web' });
    const { status, body } = await engine.send(name, { journeyId, commandId: 'k', ...payload });
    expect([status, body.code]).toEqual([422, 'command-id-reused']);
  });

  it('is the same command however its instant is written', async () => {
    const begin = { journeyId: journey(), commandId: 'k' };
    await engine.send('begin-journey', { ...begin, occurredAt: '2024-05-01T10:00:00Z' });
    const again = await engine.send('begin-journey', {
      ...begin,
      occurredAt: '2024-05-01T12:00:00.000+02:00',
    });
    expect(again.body).toMatchObject({ replayed: true });
  });

  it('takes its id from Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'key-1' };
    const begin = { journeyId: journey() };
    expect((await engine.send('begin-journey', begin, key)).body).toMatchObject({
      commandId: 'key-1',
      replayed: false,
    });
    expect((await engine.send('begin-journey', begin, key)).body).toMatchObject({
      commandId: 'key-1',
      replayed: true,
    });
    const both = await engine.send('begin-journey', { ...begin, commandId: 'key-2' }, key);
    expect(both.body).toMatchObject({ code: 'validation-failed', errors: [{ path: 'commandId' }] });
  });

  it('may change nothing', async () => {
    const journeyId = journey();
    const first = await engine.send('begin-journey', { journeyId });
    const again = await engine.send('begin-journey', { journeyId });
    expect(again.body).toMatchObject({
      status: 'unchanged',
      replayed: false,
      events: [],
      position: first.body.position,
    });
  });

  it('is refused by a rule, which says what would be accepted', async () => {
    const { status, type, body } = await engine.send('open-case', { journeyId: journey(), caseId: 'c1' });
    expect([status, type]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ status: 409, code: 'journey.not-begun', accepted: ['begin-journey'] });
    expect(body.rule).toEqual(expect.any(String));
  });

  it('that comes late is refused where it contradicts a later event, which is named', async () => {
    const journeyId = journey();
    await engine.send('begin-journey', { journeyId, occurredAt });
    await engine.send('open-case', { journeyId, caseId: 'c', occurredAt: '2024-05-02T00:00:00Z' });
    await engine.send('propose-resolution', { journeyId, caseId: 'c', occurredAt: '2024-05-04T00:00:00Z' });
    const late = { journeyId, caseId: 'c', basis: 'unresolved', occurredAt: '2024-05-03T00:00:00Z' };
    const { body } = await engine.send('close-case', late);
    expect(body).toMatchObject({
      code: 'contradicts-later-event',
      event: { type: 'ResolutionProposed', occurredAt: '2024-05-04T00:00:00.000Z' },
    });
  });

  it('keeps one order per journey under concurrency', async () => {
    const journeyId = journey();
    await engine.send('begin-journey', { journeyId, occurredAt });
    const purchases = Array.from({ length: 100 }, (_, at) => ({
      ...{ journeyId, purchaseId: `p${at}`, occurredAt, total: { amountMinor: at, currency: 'EUR' } },
    }));
    const answers = await Promise.all(purchases.map((purchase) => engine.send('make-purchase', purchase)));
    const events = answers.flatMap(({ body }) => body.events as { revision: number }[]);
    const revisions = events.map(({ revision }) => revision).sort((a, b) => a - b);
    expect(revisions).toEqual(revisions.map((_, at) => at + 1));
  });
});
