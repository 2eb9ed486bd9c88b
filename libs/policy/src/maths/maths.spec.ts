import fc from 'fast-check';
import {
  addEvidence,
  decay,
  evidenceAt,
  opinionAt,
  type EvidenceRule,
  type EvidenceSums,
  type Moment,
} from '..';
import { defaultPolicy } from '../../testing';
import { feltAt, peakEnd } from './episode';

const day = 86_400_000;
const policy = defaultPolicy();
const instant = fc.integer({ min: 0, max: 4_000 * day });
const weight = fc.double({ min: 0, max: 1_000, noNaN: true });

function rule(name: string, halfLifeDays = 365, max?: number): EvidenceRule {
  const limit = max === undefined ? {} : { max };
  return { name, event: 'PromiseKept', halfLifeMs: halfLifeDays * day, weigh: () => undefined, ...limit };
}

describe('decay', () => {
  it('halves in a half-life and leaves an earlier moment alone', () => {
    expect(decay(4, 0, 10, 10)).toBe(2);
    expect(decay(4, 10, 0, 10)).toBe(4);
  });

  it('never grows, and never passes zero', () => {
    fc.assert(
      fc.property(
        weight,
        instant,
        instant,
        instant,
        fc.integer({ min: 1, max: 4_000 * day }),
        (sum, a, b, c, halfLife) => {
          const [from = 0, sooner = 0, later = 0] = [a, b, c].sort((x, y) => x - y);
          const first = decay(sum, from, sooner, halfLife);
          expect(first).toBeLessThanOrEqual(sum);
          expect(decay(sum, from, later, halfLife)).toBeLessThanOrEqual(first);
          expect(decay(sum, from, later, halfLife)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('evidence', () => {
  it('adds to what is left of its own rule and leaves the others untouched', () => {
    const sums: EvidenceSums = {};
    addEvidence(sums, rule('slow'), { for: 1, against: 0 }, 0);
    addEvidence(sums, rule('quick', 10), { for: 1, against: 2 }, 0);
    addEvidence(sums, rule('quick', 10), { for: 1, against: 0 }, 10 * day);
    expect(sums).toEqual({
      slow: { for: 1, against: 0, at: 0, halfLifeMs: 365 * day },
      quick: { for: 1.5, against: 1, at: 10 * day, halfLifeMs: 10 * day },
    });
  });

  it('is limited by max, on the decayed sum', () => {
    const sums: EvidenceSums = {};
    for (const at of [0, 0, 10 * day]) addEvidence(sums, rule('little', 10, 1.2), { for: 1, against: 1 }, at);
    expect(sums).toEqual({ little: { for: 1.2, against: 1.2, at: 10 * day, halfLifeMs: 10 * day } });
  });

  it('keeps the half-life it came with until newer evidence of the rule brings another', () => {
    const sums = addEvidence({}, rule('r', 10), { for: 1, against: 0 }, 0);
    expect(evidenceAt(sums, 10 * day)).toEqual({ for: 0.5, against: 0 });
    addEvidence(sums, rule('r', 20), { for: 0.5, against: 0 }, 10 * day);
    expect(evidenceAt(sums, 30 * day)).toEqual({ for: 0.5, against: 0 });
  });

  it('gives the same bits whatever was asked in between, and in whatever order its rules are kept', () => {
    const happenings = fc.array(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), for: weight, against: weight, at: instant }),
    );
    fc.assert(
      fc.property(happenings, instant, (list, extra) => {
        const ordered = [...list].sort((x, y) => x.at - y.at);
        const at = (ordered.at(-1)?.at ?? 0) + extra;
        const asked: EvidenceSums = {};
        for (const { name, at: when, ...evidence } of ordered) {
          addEvidence(asked, rule(name, 100), evidence, when);
          opinionAt(asked, policy.trust, when + extra);
        }
        const unasked: EvidenceSums = {};
        for (const { name, at: when, ...evidence } of ordered)
          addEvidence(unasked, rule(name, 100), evidence, when);
        expect(JSON.stringify(asked)).toBe(JSON.stringify(unasked));
        const reversed = Object.fromEntries(Object.entries(unasked).reverse());
        expect(opinionAt(reversed, policy.trust, at)).toEqual(opinionAt(asked, policy.trust, at));
      }),
    );
  });
});

describe('an opinion', () => {
  it('stays in the simplex, and has exactly one level', () => {
    fc.assert(
      fc.property(weight, weight, (r, s) => {
        const { belief, disbelief, uncertainty, expectation } = policy.trust.opinion(r, s);
        for (const part of [belief, disbelief, uncertainty, expectation]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(1);
        }
        expect(belief + disbelief + uncertainty).toBeCloseTo(1, 12);
        const level = policy.trust.level({ belief, disbelief, uncertainty, expectation });
        expect(policy.trust.levelNames.filter((name) => name === level)).toHaveLength(1);
      }),
    );
  });

  it('is vacuous without evidence: nothing known, the base rate expected', () =>
    expect(opinionAt({}, policy.trust, 0)).toEqual({
      belief: 0,
      disbelief: 0,
      uncertainty: 1,
      expectation: 0.5,
    }));
});

describe('an episode', () => {
  const moment = (valence: number, more: Partial<Moment> = {}): Moment => ({
    at: 0,
    valence,
    arousal: 0.5,
    reliability: 1,
    ...more,
  });
  const intensity = { base: 0.5, arousal: 0.5 };

  it('of one moment is that moment', () =>
    expect(peakEnd([moment(-0.6, { at: 7, reliability: 0.6 })], intensity)).toEqual({
      endedAt: 7,
      value: -0.6,
      reliability: 0.6,
    }));

  it('is the mean of its most intense moment and its last', () => {
    const moments = [moment(0.2), moment(-0.8, { reliability: 0.6 }), moment(0.4), moment(0.6, { at: 9 })];
    expect(peakEnd(moments, intensity)).toEqual({ endedAt: 9, value: (-0.8 + 0.6) / 2, reliability: 0.8 });
  });

  it('has its peak where arousal makes a weaker feeling the more intense', () =>
    expect(
      peakEnd([moment(0.6, { arousal: 1 }), moment(-0.7, { arousal: 0 }), moment(0)], intensity).value,
    ).toBe(0.3));

  it('has the first of equally intense moments as its peak', () =>
    expect(peakEnd([moment(-1), moment(1)], intensity).value).toBe(0));

  it('keeps what is felt between -1 and 1, on the side of what there is', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const signed = fc.double({ min: -1, max: 1, noNaN: true });
    const moments = fc.array(fc.record({ at: instant, valence: signed, arousal: unit, reliability: unit }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(moments), instant, (all, at) => {
        const episodes = all.map((each) => policy.emotion.episode(each));
        const felt = policy.emotion.felt(episodes, at);
        expect(Math.abs(felt)).toBeLessThanOrEqual(1);
        if (episodes.every(({ value }) => value >= 0)) expect(felt).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('fades: a single one is never felt in full, and less as time goes by', () => {
    const episodes = [{ endedAt: 0, value: 1, reliability: 1 }];
    expect(feltAt(episodes, 0, 90 * day, 1)).toBe(0.5);
    expect(feltAt(episodes, 90 * day, 90 * day, 1)).toBeCloseTo(1 / 3, 12);
    expect(feltAt([], 0, 90 * day, 1)).toBe(0);
  });
});
