import { dumpRows } from '@rapport/projection';
import { MomentQuery, UnitQuery } from '@rapport/projection/http';
import type { Columns } from '@rapport/read-store';
import { projections } from '.';
import { relationshipStage } from './relationship-stage/relationship-stage.projection';
import { RelationshipStageController } from './relationship-stage/relationship-stage.controller';
import { resolutionRate } from './resolution-rate/resolution-rate.projection';
import { CasesController } from './resolution-rate/cases.controller';
import { ResolutionRateController } from './resolution-rate/resolution-rate.controller';
import { ResolutionRateQuery } from './resolution-rate/resolution-rate.query';
import { day, TestEngine, type Deed } from './testing';
import { trustLevel } from './trust-level/trust-level.projection';
import { TrustLevelController } from './trust-level/trust-level.controller';

const iso = (days: number) => new Date(day(days)).toISOString();
const felt = (emotionId: string, valence: number, about: object, reportedBy = 'survey') => ({
  ...{ emotionId, valence, feltBy: 'customer', about, reportedBy },
});
const when = (query: Partial<MomentQuery>) => Object.assign(new MomentQuery(), query);
const asking = (query: Partial<ResolutionRateQuery>) => Object.assign(new ResolutionRateQuery(), query);
const c1 = { kind: 'case', id: 'c1' };

/** The default policy's worked example: a case that went wrong, was mended, and a call that was felt. */
const mended: Deed[] = [
  [0, 'begin-journey', {}],
  [
    0,
    'record-interaction',
    { interactionId: 'i1', touchpoint: 'shop', channel: 'web', direction: 'inbound' },
  ],
  [3, 'make-promise', { promiseId: 'p1', to: 'customer', kind: 'delivery', dueAt: iso(10) }],
  [9, 'keep-promise', { promiseId: 'p1' }],
  [20, 'open-case', { caseId: 'c1', product: 'router' }],
  [20, 'observe-emotion', { ...felt('e1', -0.6, c1, 'agent'), arousal: 0.7 }],
  [22, 'propose-resolution', { caseId: 'c1' }],
  [23, 'reject-resolution', { caseId: 'c1', by: 'customer' }],
  [23, 'observe-emotion', { ...felt('e2', -0.8, c1, 'agent'), arousal: 0.9 }],
  [26, 'propose-resolution', { caseId: 'c1' }],
  [27, 'confirm-resolution', { caseId: 'c1', by: 'customer' }],
  [27, 'observe-emotion', felt('e3', 0.6, c1)],
  [
    40,
    'record-interaction',
    { interactionId: 'i2', touchpoint: 'call-back', channel: 'phone', direction: 'outbound' },
  ],
  [40, 'observe-emotion', felt('e4', 0.8, { kind: 'interaction', id: 'i2' })],
];
const silent: Deed[] = [
  [5, 'begin-journey', {}],
  [5, 'open-case', { caseId: 'c1', product: 'switch' }],
];

describe('the questions to the read models, over a real log', () => {
  let engine: TestEngine;
  let trust: TrustLevelController;
  let stage: RelationshipStageController;
  let resolution: ResolutionRateController;
  let cases: CasesController;
  let waitFor: string;

  beforeAll(async () => {
    engine = await TestEngine.start(projections);
    trust = new TrustLevelController(engine.views);
    stage = new RelationshipStageController(engine.views);
    resolution = new ResolutionRateController(engine.views);
    cases = new CasesController(engine.views);
    await engine.does('mended', mended);
    waitFor = await engine.does('silent', silent);
  });
  afterAll(() => engine.stop());

  it('say how far a customer trusts us, and on what evidence', async () => {
    const { evidence, ...answer } = await trust.trust('mended', when({ waitFor }));
    const shares = [answer.belief, answer.disbelief, answer.uncertainty, answer.expectation];
    expect(shares.map((share) => share.toFixed(3))).toEqual(['0.448', '0.180', '0.372', '0.634']);
    expect(answer).toMatchObject({
      journeyId: 'mended',
      at: iso(40),
      position: waitFor,
      level: 'emerging',
      policyVersion: 1,
    });
    expect(evidence.map(({ rule, occurredAt, part }) => [rule, occurredAt, part])).toEqual([
      ['promise-kept', iso(9), 'integrity'],
      ['rejected', iso(23), 'ability'],
      ['resolved', iso(27), 'ability'],
      ['recovered', iso(27), 'benevolence'],
    ]);
  });

  it('let trust fade towards a later moment', async () => {
    const { at, uncertainty } = await trust.trust('mended', when({ waitFor, at: iso(400) }));
    expect(at).toBe(iso(400));
    expect(uncertainty).toBeGreaterThan(0.5);
  });

  it('count the journeys on each level', async () =>
    expect(await trust.levels(when({ waitFor }))).toMatchObject({
      at: iso(40),
      levels: { broken: 0, wary: 0, unknown: 1, assured: 0, trusting: 0, emerging: 1 },
      journeys: 2,
    }));

  it('say why a journey is in its stage, and what is missing for the next', async () => {
    const { path, next, ...answer } = await stage.stage('mended', when({ waitFor }));
    expect(answer).toMatchObject({ stage: 'expansion', since: iso(40), policyVersion: 1 });
    expect(answer.guidance).toContain('next goal');
    expect(path.map(({ from, to, at, driver }) => [from, to, at, driver.type])).toEqual([
      ['awareness', 'exploration', iso(0), 'InteractionRecorded'],
      ['exploration', 'expansion', iso(40), 'EmotionObserved'],
    ]);
    expect(path[1]?.reasons[0]?.measures['emotion.felt']).toBeCloseTo(0.267, 3);
    expect(path[1]?.events).toHaveLength(2);
    const commitment = next.find((one) => one.stage === 'commitment');
    expect(commitment).toMatchObject({ advanceOn: ['emotion'], notBefore: iso(100) });
    expect(commitment?.conditions.filter(({ holds }) => !holds).map(({ condition }) => condition)).toContain(
      'episodes.good365 >= 3',
    );
  });

  it('count the journeys in each stage and their moves', async () =>
    expect(await stage.stages(when({ waitFor }))).toMatchObject({
      journeys: 2,
      stages: { awareness: 0, exploration: 1, expansion: 1, commitment: 0, dissolution: 0 },
      transitions: [
        { from: 'awareness', to: 'exploration', count: 2 },
        { from: 'exploration', to: 'expansion', count: 1 },
      ],
    }));

  it('say what became of the cases', async () => {
    const { total, groups, ...answer } = await resolution.resolution(asking({ waitFor, by: 'product' }));
    expect(answer).toEqual({
      ...{ at: iso(40), position: waitFor, parked: 0, from: null, to: null, by: 'product' },
      ...{ windowDays: 7, lastingAfterDays: 14, policyVersion: 1 },
    });
    expect(total).toMatchObject({ opened: 2, proposed: 1, confirmed: 1, open: 1, rejected: 1, reworked: 1 });
    expect(groups.map(({ group, opened, resolutionRate }) => [group, opened, resolutionRate])).toEqual([
      ['router', 1, 1],
      ['switch', 1, 0],
    ]);
    expect(total.timeToLastingResolutionSeconds).toMatchObject({
      p25: 6 * 86_400,
      p50: 6 * 86_400,
      p75: null,
      censored: 1,
    });
  });

  it('say what became of each case of a journey', async () => {
    const answer = await cases.cases('mended', when({ waitFor }));
    expect(answer).toMatchObject({ journeyId: 'mended', at: iso(40), position: waitFor, parked: null });
    expect(answer.cases).toEqual([
      {
        ...{ caseId: 'c1', status: 'confirmed', statusSince: iso(27), openedAt: iso(20) },
        ...{ touchedAt: iso(22), confirmedAt: iso(27) },
        ...{ product: 'router', topic: null, channel: null, touchpoint: null, team: null },
        proposals: [
          { proposedAt: iso(22), brokenAt: iso(23) },
          { proposedAt: iso(26), brokenAt: null },
        ],
        holds: [],
        ...{ rejections: 1, withdrawals: 0, reopenings: 0, handovers: 0, misdirections: 0 },
      },
    ]);
    const earlier = await cases.cases('mended', when({ asOf: iso(24) }));
    expect(earlier.cases).toMatchObject([
      { status: 'open', rejections: 1, proposals: [{ brokenAt: iso(23) }] },
    ]);
    expect((await cases.cases('mended', when({ asOf: iso(10) }))).cases).toEqual([]);
  });

  it('answer a repeated question from the same rows with the same figures', async () => {
    const [one, other] = [
      await resolution.resolution(asking({ waitFor })),
      await resolution.resolution(asking({ waitFor })),
    ];
    expect(other.total).toBe(one.total);
  });

  it('know no other journeys', async () => {
    const unknown = { status: 404, code: 'journey-not-found' };
    await expect(trust.trust('nobody', when({ waitFor }))).rejects.toMatchObject(unknown);
    await expect(stage.stage('nobody', when({ waitFor }))).rejects.toMatchObject(unknown);
    await expect(cases.cases('nobody', when({ waitFor }))).rejects.toMatchObject(unknown);
    const customer = { status: 404, code: 'customer-not-found' };
    await expect(cases.casesOfCustomer('nobody', when({ waitFor }))).rejects.toMatchObject(customer);
  });

  it('do not stop history earlier', async () =>
    expect(trust.levels(when({ waitFor, at: iso(39) }))).rejects.toMatchObject({
      status: 400,
      code: 'at-before-newest',
    }));
});

describe('the rows', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await TestEngine.start(projections);
  });
  afterAll(() => engine.stop());

  const dump = async () => {
    const lines: string[] = [];
    for (const one of [trustLevel, relationshipStage, resolutionRate]) {
      for await (const page of dumpRows(engine.runtime.model<Columns>(one))) lines.push(page);
    }
    return lines.join('');
  };

  it('are the same after a late command and after a rebuild', async () => {
    await engine.does('mended', mended);
    const late: Deed = [21, 'take-charge', { caseId: 'c1', team: 'first' }];
    await engine.runtime.waitFor(await engine.does('mended', [late]));
    const live = await dump();
    await engine.runtime.rebuild(projections.map(({ name }) => name));
    expect(await dump()).toBe(live);
    expect(live).toContain('"team":"first"');
  });
});

describe('a history that a fold cannot digest', () => {
  const digestsNoKeptPromise = {
    ...trustLevel,
    fold: {
      ...trustLevel.fold,
      on: {
        ...trustLevel.fold.on,
        PromiseKept(): never {
          throw new RangeError('Too good to be true.');
        },
      },
    },
  };
  let engine: TestEngine;
  let trust: TrustLevelController;
  let waitFor: string;
  beforeAll(async () => {
    engine = await TestEngine.start([digestsNoKeptPromise, relationshipStage]);
    trust = new TrustLevelController(engine.views);
    await engine.does('silent', silent);
    waitFor = await engine.does('mended', mended);
  });
  afterAll(() => engine.stop());

  it('is answered up to there, and marked so', async () => {
    const { parked, evidence, level } = await trust.trust('mended', when({ waitFor }));
    expect(parked).toMatchObject({
      ...{ eventType: 'PromiseKept', journeyId: 'mended', error: 'RangeError: Too good to be true.' },
      eventId: expect.any(String) as string,
    });
    expect({ evidence, level }).toEqual({ evidence: [], level: 'unknown' });
    expect(await trust.trust('silent', when({ waitFor }))).toMatchObject({ parked: null });
  });

  it('is counted among all, and nowhere else', async () => {
    expect(await trust.levels(when({ waitFor }))).toMatchObject({ parked: 1, journeys: 2 });
    const stages = new RelationshipStageController(engine.views);
    expect(await stages.stages(when({ waitFor }))).toMatchObject({ parked: 0 });
  });
});

describe('linking journeys', () => {
  let engine: TestEngine;
  let stage: RelationshipStageController;
  const lonely: Deed[] = [[1, 'begin-journey', {}]];
  const linked: Deed = [50, 'link-journey-to-customer', { customerId: 'k1', evidence: 'the same login' }];
  const unlinked: Deed = [60, 'unlink-journey-from-customer', { customerId: 'k1' }];
  beforeAll(async () => {
    engine = await TestEngine.start(projections);
    stage = new RelationshipStageController(engine.views);
    for (const [journeyId, deeds] of Object.entries({ mended, silent, lonely }))
      await engine.does(journeyId, deeds);
  });
  afterAll(() => engine.stop());

  const asked = async (unit: 'journeys' | 'customers', waitFor: string) =>
    stage.stages(Object.assign(new UnitQuery(), { unit, waitFor }));

  it('counts them once, in the stage that is decided over all of them; unlinking takes that back', async () => {
    const before = await asked('customers', await engine.does('mended', [linked]));
    expect(before).toMatchObject({
      customers: 3,
      stages: { awareness: 1, exploration: 1, expansion: 1 },
    });
    const position = await engine.does('lonely', [linked]);
    expect(await asked('customers', position)).toMatchObject({
      customers: 2,
      stages: { awareness: 0, exploration: 1, expansion: 1 },
    });
    expect(await asked('journeys', position)).toMatchObject({ journeys: 3, stages: before.stages });
    const trust = new TrustLevelController(engine.views);
    const levels = (unit: 'journeys' | 'customers') => trust.levels(Object.assign(new UnitQuery(), { unit }));
    expect(await levels('customers')).toMatchObject({ customers: 2, levels: { unknown: 1 } });
    expect(await levels('journeys')).toMatchObject({ journeys: 3, levels: { unknown: 2 } });
    expect(await stage.stageOfCustomer('k1', when({ waitFor: position }))).toMatchObject({
      stage: 'expansion',
      path: [{ to: 'exploration' }, { to: 'expansion' }],
    });
    const {
      at,
      position: reached,
      ...after
    } = await asked('customers', await engine.does('lonely', [unlinked]));
    expect(reached).not.toBe(position);
    expect({ ...before, at, position: reached }).toEqual({ ...after, at, position: reached });
  });
});
