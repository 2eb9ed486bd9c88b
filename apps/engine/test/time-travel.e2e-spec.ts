import { setTimeout as pause } from 'node:timers/promises';
import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const day = (of: number) => `2024-05-${String(of).padStart(2, '0')}T12:00:00Z`;
const felt = (emotionId: string, valence: number) => ({
  ...{ emotionId, valence, feltBy: 'customer', about: { kind: 'journey' }, reportedBy: 'survey' },
});

describe('what was, and what was known', () => {
  let engine: EngineInProcess;
  let waitFor: string;
  /** Between the events that came in time and the late ones. */
  let before: string;

  const does = async (command: string, journeyId: string, on: number, payload: object = {}) => {
    const { status, body } = await engine.send(command, { journeyId, occurredAt: day(on), ...payload });
    expect({ command, status }).toEqual({ command, status: 200 });
    waitFor = encodeURIComponent(String(body.position));
  };
  const ask = async (path: string, query: Readonly<Record<string, string>> = {}) => {
    const parameters = new URLSearchParams({ waitFor: decodeURIComponent(waitFor), ...query });
    return (await engine.ask(`/v1/${path}?${parameters.toString()}`)).body;
  };
  const moment = async () => {
    await pause(5);
    const now = new Date().toISOString();
    await pause(5);
    return now;
  };

  beforeAll(async () => {
    engine = await startEngine();
    await does('begin-journey', 'j', 1);
    await does('make-promise', 'j', 2, { promiseId: 'p1', to: 'customer', kind: 'call-back', dueAt: day(5) });
    await does('open-case', 'j', 4, { caseId: 'c1' });
    await does('break-promise', 'j', 6, { promiseId: 'p1' });
    before = await moment();
    await does('observe-emotion', 'j', 3, felt('late', -0.5));
    await does('begin-journey', 'other', 9);
    await does('link-journey-to-customer', 'j', 7, { customerId: 'k', evidence: 'said so' });
  });
  afterAll(() => engine.close());

  it('is told of a journey as of a moment, which is the moment asked about', async () => {
    const asOf = day(5);
    const trust = await ask('journeys/j/trust', { asOf });
    expect(trust).toMatchObject({ at: '2024-05-05T12:00:00.000Z', asOf: '2024-05-05T12:00:00.000Z' });
    expect(trust).toMatchObject({ evidence: [], uncertainty: 1, parked: null });
    expect((await ask('journeys/j/trust')).evidence).toHaveLength(1);
    const { events } = (await ask('journeys/j/timeline', { asOf })) as { events: { type: string }[] };
    expect(events.map(({ type }) => type)).toEqual([
      ...['StageChanged', 'CaseOpened', 'EmotionObserved', 'PromiseMade', 'JourneyBegun'],
    ]);
    expect(await ask('journeys/j', { asOf })).toMatchObject({ promises: { open: 1 }, customer: null });
  });

  it('is told of a later moment, too', async () =>
    expect(await ask('journeys/j/trust', { asOf: day(6), at: day(30) })).toMatchObject({
      ...{ at: '2024-05-30T12:00:00.000Z', asOf: '2024-05-06T12:00:00.000Z', evidence: [{}] },
    }));

  it('is told as it was known, without what came late', async () => {
    const known = await ask('journeys/j/timeline', { knownAt: before });
    const types = (known as { events: { type: string }[] }).events.map(({ type }) => type);
    expect(types).not.toContain('EmotionObserved');
    expect(types).not.toContain('JourneyLinked');
    expect(types[0]).toBe('PromiseBroken');
    expect(known).toMatchObject({ at: '2024-05-06T12:00:00.000Z' });
    expect(await ask('journeys/j/stage', { knownAt: before })).toMatchObject({
      at: '2024-05-06T12:00:00.000Z',
    });
    expect(await ask('customers/k', { knownAt: before })).toMatchObject({ code: 'customer-not-found' });
    expect(await ask('customers/journey:j', { knownAt: before })).toMatchObject({ journeys: ['j'] });
    expect(await ask('customers/k', { knownAt: await moment() })).toMatchObject({ journeys: ['j'] });
  });

  it('is both at once', async () => {
    const both = await ask('journeys/j/timeline', { knownAt: before, asOf: day(3) });
    expect((both as { events: object[] }).events).toMatchObject([
      { type: 'PromiseMade' },
      { type: 'JourneyBegun' },
    ]);
  });

  it.each(['trust', 'stage', 'timeline', ''])('has no journey before it began: %s', async (question) =>
    expect(
      await ask(`journeys/j${question && `/${question}`}`, { asOf: day(0).replace('05-00', '04-30') }),
    ).toMatchObject({
      ...{ status: 404, code: 'journey-not-found' },
    }),
  );

  it.each(['trust', 'stages', 'resolution-rate'])('needs a replay for all journeys: %s', async (path) => {
    const refused = await ask(path, { asOf: day(5) });
    expect(refused).toMatchObject({ status: 400, code: 'replay-needed' });
    expect(refused.command).toContain('rapport replay --as-of 2024-05-05T12:00:00.000Z --projection ');
  });

  it('is what it is now, by the newest moments', async () => {
    const then = await ask('journeys/j/trust', { asOf: day(9), knownAt: await moment() });
    expect(then).toMatchObject(await ask('journeys/j/trust'));
  });
});
