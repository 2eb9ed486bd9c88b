import { trustEvidence } from '@rapport/journey';
import type { Unit } from '@rapport/projection/http';
import fc from 'fast-check';
import { join } from 'node:path';
import {
  day,
  policiesOf,
  expectGolden,
  given,
  history,
  measuresOf,
  modelOf,
  on,
  type Happening,
} from '../testing';
import { trustLevel } from './trust-level.projection';
import { levelsOf, trustAt } from './trust-level.queries';

const policies = policiesOf();
const policy = policies.inForce;
const begun = on(0, 'JourneyBegun', {});
const promised = (promiseId: string, days: number) =>
  on(days, 'PromiseMade', {
    promiseId,
    to: 'customer',
    kind: 'delivery',
    dueOn: '2024-01-10',
    assumed: false,
  });
const kept = (promiseId: string, days: number, lateSeconds = 0) =>
  on(days, 'PromiseKept', { promiseId, lateSeconds });
const broken = (promiseId: string, days: number) => on(days, 'PromiseBroken', { promiseId });
const trust = (happenings: readonly Happening[], days: number) =>
  trustAt(given(trustLevel, happenings).row, policy, day(days));

const reliable = [begun, promised('p1', 3), kept('p1', 9)];

describe('the trust of a journey', () => {
  it('is unknown where nothing speaks for or against us', () =>
    expect(trust([begun], 0)).toEqual({
      belief: 0,
      disbelief: 0,
      uncertainty: 1,
      expectation: 0.5,
      level: 'unknown',
    }));

  it('follows from a promise kept on time, as worked by hand', () => {
    const { belief, disbelief, uncertainty, level } = trust(reliable, 9);
    expect([belief, disbelief, uncertainty].map((share) => share.toFixed(3))).toEqual([
      '0.333',
      '0.000',
      '0.667',
    ]);
    expect(level).toBe('unknown');
  });

  it('fades in the query, not in the row: half of it is left after a half-life', () => {
    const { belief, uncertainty } = trust(reliable, 9 + 365);
    expect([belief, uncertainty].map((share) => share.toFixed(3))).toEqual(['0.200', '0.800']);
  });

  it('is broken by broken promises, and forgiven with time', () => {
    const unreliable = [begun, promised('p1', 1), broken('p1', 2)];
    expect(trust(unreliable, 2).level).toBe('broken');
    expect(trust(unreliable, 2 + 3 * 730).level).not.toBe('broken');
  });

  it('is what the journey measures, at any later moment', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('kept', 'late', 'broken'), { maxLength: 8 }),
        fc.integer({ min: 30, max: 2000 }),
        (ends, at) => {
          const happenings = ends.flatMap((end, index) => {
            const id = `p${index}`;
            return [
              promised(id, index),
              end === 'broken' ? broken(id, index + 1) : kept(id, index + 1, end === 'late' ? 60 : 0),
            ];
          });
          expect(trust([begun, ...happenings], at)).toMatchObject(
            measuresOf(history([begun, ...happenings]), policy, day(at)).trust,
          );
        },
      ),
    ));
});

describe('the evidence', () => {
  it('adds up to the opinion', () => {
    const happenings = [
      ...reliable,
      promised('p2', 10),
      kept('p2', 12, 3600),
      promised('p3', 20),
      broken('p3', 30),
    ];
    const evidence = trustEvidence(history(happenings), policies, day(100));
    expect(evidence.map(({ eventId, rule }) => [eventId, rule])).toEqual([
      ['e2', 'promise-kept'],
      ['e4', 'promise-late'],
      ['e6', 'promise-broken'],
    ]);
    const sum = (side: 'forNow' | 'againstNow') => evidence.reduce((total, one) => total + one[side], 0);
    const opinion = trust(happenings, 100);
    const fromEvidence = policy.trust.opinion(sum('forNow'), sum('againstNow'));
    expect(fromEvidence.belief).toBeCloseTo(opinion.belief, 12);
    expect(fromEvidence.disbelief).toBeCloseTo(opinion.disbelief, 12);
  });
});

describe('the levels', () => {
  it('are all there, with the journeys on each', async () => {
    const rows = [[begun], reliable, [begun, promised('p1', 1), broken('p1', 2)]].map(
      (happenings, index) => ({
        subject: `j${index}`,
        part: '',
        row: given(trustLevel, happenings).row,
      }),
    );
    expect(await levelsOf(modelOf(trustLevel, rows), policy, day(9))).toEqual({
      levels: { broken: 1, wary: 0, unknown: 2, assured: 0, trusting: 0, emerging: 0 },
      count: 3,
    });
  });

  it('count customers by all that happened on their journeys', async () => {
    const journeys = { a: reliable, b: [begun, promised('p1', 1), broken('p1', 2)] };
    const apart = given(trustLevel, journeys);
    const linked = apart.whenLinked();
    const counted = ({ model }: typeof apart, unit?: Unit) => levelsOf(model, policy, day(9), unit);
    expect(await counted(apart, 'customers')).toMatchObject({ count: 2, levels: { broken: 1, unknown: 1 } });
    const { level } = trustAt(linked.row, policy, day(9));
    expect(await counted(linked, 'customers')).toMatchObject({ count: 1, levels: { [level]: 1 } });
    expect(await counted(linked)).toMatchObject({ count: 2, levels: { broken: 1, unknown: 1 } });
  });
});

it('leaves its row alone when asked', () => {
  const row = given(trustLevel, reliable).row;
  const before = JSON.stringify(row);
  trustAt(row, policy, day(1000));
  expect(JSON.stringify(row)).toBe(before);
});

it('keeps its golden rows until its version is raised', () =>
  expectGolden(
    trustLevel,
    [...reliable, promised('p2', 10), kept('p2', 12, 3600), promised('p3', 20), broken('p3', 30)],
    join(__dirname, 'trust-level.golden.json'),
  ));

it('ends the same in any order of arrival, linked journeys too', () =>
  given(trustLevel, {
    a: [...reliable, promised('p2', 10), kept('p2', 12, 3600)],
    b: [begun, promised('p1', 4), broken('p1', 11)],
  }).thenSameInAnyOrder());
