import fc from 'fast-check';
import type { Measures, Standing } from '.';
import { defaultPolicy, measuresWith } from '../testing';
import { Story } from '../testing/story';

const day = 86_400_000;
const policy = defaultPolicy();
const { stages } = policy;
const names = fc.constantFrom(...stages.names);
const days = fc.integer({ min: 0, max: 400 });
const count = fc.integer({ min: 0, max: 5 });
const weight = fc.double({ min: 0, max: 8, noNaN: true });
const opinion = fc.tuple(weight, weight).map(([r, s]) => policy.trust.opinion(r, s));

const measures: fc.Arbitrary<Measures> = fc
  .record({
    felt: fc.double({ min: -1, max: 1, noNaN: true }),
    trust: opinion,
    commitment: opinion,
    inbound: count,
    good: count,
    bad: count,
  })
  .map(({ felt, trust, commitment, inbound, good, bad }) =>
    measuresWith({
      emotion: { felt, episodes: good + bad },
      trust,
      commitment,
      interactions: { inbound },
      episodes: { good365: good, bad180: bad },
    }),
  );

describe('under the default policy', () => {
  it('nobody rises beyond exploration without a felt moment', () => {
    fc.assert(
      fc.property(names, measures, days, (stage, now, dwelt) => {
        const move = stages.decide({ stage, since: 0 }, now, 'fact', dwelt * day);
        if (move?.rule === 'enter') expect(['exploration', 'dissolution']).toContain(move.to);
      }),
    );
  });

  it('what has just been entered is not lost again by the same measures', () => {
    let entered = 0;
    fc.assert(
      fc.property(names, measures, days, days, (stage, now, dwelt, later) => {
        const at = dwelt * day;
        const move = stages.decide({ stage, since: 0 }, now, 'emotion', at);
        if (move?.rule !== 'enter') return;
        entered += 1;
        const standing: Standing = { stage: move.to, since: at };
        const then = stages.decide(standing, now, 'emotion', at + later * day);
        expect(then === undefined || then.rule === 'enter').toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(entered).toBeGreaterThan(100);
  });

  it('silence and our own withdrawals, however many, leave trust unknown: no customer has said a word', () => {
    const ours = fc.constantFrom('CaseClosed', 'ResolutionWithdrawn');
    fc.assert(
      fc.property(fc.array(fc.tuple(ours, fc.integer({ min: 0, max: 60 }))), (happenings) => {
        const story = new Story(policy);
        let at = 0;
        for (const [type, after] of happenings) {
          at += after;
          story.at(at, { evidence: { type, subject: { event: { basis: 'elapsed' } } } });
          expect(policy.trust.level(story.measures(at).trust)).toBe('unknown');
        }
      }),
    );
  });

  it('one broken promise breaks trust, and so does a late one with the worst verdict; a poor verdict alone makes wary', () => {
    const level = (...evidence: [type: string, event: object, score?: number][]) => {
      const story = new Story(policy);
      for (const [type, event, score] of evidence) {
        story.at(0, { evidence: { type, subject: { event, ...(score === undefined ? {} : { score }) } } });
      }
      return policy.trust.level(story.measures(0).trust);
    };
    expect(level(['PromiseBroken', {}])).toBe('broken');
    expect(
      level(['PromiseKept', { lateSeconds: 86_400 }], ['FeedbackGiven', { instrument: 'csat-5' }, -1]),
    ).toBe('broken');
    expect(level(['FeedbackGiven', { instrument: 'csat-5' }, -1])).toBe('wary');
    expect(level(['FeedbackGiven', { instrument: 'csat-5' }, 1])).toBe('unknown');
  });
});
