import { startEngine, type EngineInProcess } from '../testing/engine-in-process';

const day = (of: number) => `2024-05-${String(of).padStart(2, '0')}T12:00:00Z`;
const interaction = (interactionId: string) => ({
  ...{ interactionId, touchpoint: 'shop', channel: 'web', direction: 'inbound' },
});
interface Timeline {
  readonly events: readonly { readonly journeyId: string; readonly type: string }[];
  readonly next?: string;
}

describe('customers', () => {
  let engine: EngineInProcess;
  let waitFor: string;

  const does = async (command: string, journeyId: string, on: number, payload: object = {}) => {
    const { status, body } = await engine.send(command, { journeyId, occurredAt: day(on), ...payload });
    expect({ command, status }).toEqual({ command, status: 200 });
    waitFor = encodeURIComponent(String(body.position));
  };
  const of = async (path: string, query = '') =>
    (await engine.ask(`/v1/customers/${path}?waitFor=${waitFor}${query}`)).body;
  const rejected = async (journeyId: string, on: number) => {
    await does('open-case', journeyId, on, { caseId: 'c1' });
    await does('propose-resolution', journeyId, on, { caseId: 'c1' });
    await does('reject-resolution', journeyId, on, { caseId: 'c1', by: 'customer' });
  };

  beforeAll(async () => {
    engine = await startEngine();
    for (const journeyId of ['web', 'phone', 'shop']) await does('begin-journey', journeyId, 1);
    await does('record-interaction', 'web', 2, interaction('i1'));
    await rejected('web', 3);
    await rejected('phone', 4);
    await does('link-journey-to-customer', 'web', 10, { customerId: 'k1', evidence: 'the same login' });
  });
  afterAll(() => engine.close());

  it('of one journey answer from it', async () => {
    expect(await of('k1')).toMatchObject({
      ...{ customerId: 'k1', journeys: ['web'] },
      linked: [
        {
          journeyId: 'web',
          link: { evidence: 'the same login', confidence: 1, occurredAt: '2024-05-10T12:00:00.000Z' },
          firstAt: '2024-05-01T12:00:00.000Z',
          newestAt: '2024-05-10T12:00:00.000Z',
        },
      ],
    });
    const { body: journey } = await engine.ask(`/v1/journeys/web/trust?waitFor=${waitFor}`);
    const { journeyId, ...same } = journey;
    expect(journeyId).toBe('web');
    expect(await of('k1/trust')).toEqual({ customerId: 'k1', journeys: ['web'], ...same });
    expect(await of('k1/stage')).not.toHaveProperty('decided');
  });

  it('are found by the journey where it is not linked', async () => {
    expect(await of('journey:phone')).toMatchObject({
      customerId: 'journey:phone',
      linked: [{ journeyId: 'phone', link: null }],
    });
    expect(await of('journey:phone/trust')).toMatchObject({ journeys: ['phone'] });
    expect(await of('journey:web/trust')).toMatchObject({ code: 'customer-not-found', linkedTo: 'k1' });
  });

  it.each([
    ['nobody', 'Link one with link-journey-to-customer'],
    ['journey:nobody', 'Where it was begun just now, ask with waitFor'],
  ])('are not found as %s, and it is said what to do', async (id, next) => {
    const { code, status, detail } = await of(id);
    expect({ code, status }).toEqual({ code: 'customer-not-found', status: 404 });
    expect(detail).toContain(next);
  });

  it('have an id that could be one', async () =>
    expect(await of('k%201')).toMatchObject({ status: 400, code: 'validation-failed' }));

  it('of two journeys are one history, and restored when unlinked', async () => {
    const later = `&at=${day(12)}`;
    const before = { phone: await of('journey:phone/trust', later), web: await of('k1/trust') };
    const link = { customerId: 'k1', evidence: 'said so', confidence: 0.5 };
    await does('link-journey-to-customer', 'phone', 11, link);
    const trust = await of('k1/trust');
    expect(trust).toMatchObject({ customerId: 'k1', journeys: ['phone', 'web'], parked: null });
    expect(trust.evidence).toHaveLength(2);
    expect(Number(trust.disbelief)).toBeGreaterThan(Number(before.web.disbelief));
    const stage = await of('k1/stage');
    expect(stage.decided).toMatchObject([
      { journeyId: 'phone', differs: expect.any(Boolean) as boolean },
      { journeyId: 'web', stage: 'exploration', differs: stage.stage !== 'exploration' },
    ]);

    await does('unlink-journey-from-customer', 'phone', 12, { customerId: 'k1' });
    const position = decodeURIComponent(waitFor);
    expect(await of('journey:phone/trust')).toEqual({ ...before.phone, position });
    expect(await of('k1/trust')).toMatchObject({ journeys: ['web'] });
  });

  it('have one timeline, page by page', async () => {
    await does('link-journey-to-customer', 'shop', 13, { customerId: 'k2', evidence: 'said so' });
    await does('link-journey-to-customer', 'phone', 13, { customerId: 'k2', evidence: 'said so' });
    const all = (await of('k2/timeline')) as unknown as Timeline;
    expect(all.events.slice(0, 2).map(({ journeyId, type }) => [journeyId, type])).toEqual([
      ['shop', 'JourneyLinked'],
      ['phone', 'JourneyLinked'],
    ]);
    const first = (await of('k2/timeline', '&limit=3')) as unknown as Timeline;
    const rest = (await of('k2/timeline', `&limit=200&cursor=${first.next ?? ''}`)) as unknown as Timeline;
    expect([...first.events, ...rest.events]).toEqual(all.events);
  });

  it('were others at another time', async () => {
    const asOf = (on: number) => `&asOf=${day(on)}`;
    expect(await of('k1', asOf(11))).toMatchObject({ journeys: ['phone', 'web'] });
    expect(await of('k1', asOf(10))).toMatchObject({ journeys: ['web'] });
    expect(await of('k1/trust', asOf(9))).toMatchObject({ status: 404, code: 'customer-not-found' });
    expect(await of('journey:web/trust', asOf(9))).toMatchObject({ journeys: ['web'] });
    expect(await of('k1/trust', asOf(11))).toMatchObject({
      journeys: ['phone', 'web'],
      at: '2024-05-11T12:00:00.000Z',
    });
    expect(await of('k1/stage', asOf(11))).toMatchObject({ decided: [{}, {}] });
  });
});
