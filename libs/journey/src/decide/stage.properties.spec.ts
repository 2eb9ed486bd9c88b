import { MeasuresFold } from '../index';
import type { JourneyEvent } from '../index';
import {
  arbitraryDeed,
  arbitraryGoodTurn,
  arbitrarySteps,
  defaultPolicy,
  play,
  policiesOf,
} from '@rapport/journey/testing';
import type { Opinion } from '@rapport/policy';
import fc from 'fast-check';

const policy = defaultPolicy();
const policies = policiesOf(policy);
const beyondExploration = new Set(['expansion', 'commitment']);

const rises = (events: readonly JourneyEvent[]) =>
  events
    .filter((event) => event.type === 'StageChanged')
    .filter(({ data }) => data.rule === 'enter' && beyondExploration.has(data.to));

const isFelt = ({ type, data }: JourneyEvent): boolean =>
  (type === 'EmotionObserved' && (data as { feltBy: string }).feltBy === 'customer') ||
  (type === 'FeedbackGiven' && (data as { instrument: string }).instrument === 'csat-5');

describe('a relationship', () => {
  it('rises beyond exploration only after a felt moment, and is moved there by a feeling', () => {
    let risen = 0;
    fc.assert(
      fc.property(arbitrarySteps({ commands: arbitraryGoodTurn, maxLength: 100 }), (steps) => {
        const { events } = play(steps, policies);
        for (const rise of rises(events)) {
          risen += 1;
          expect(rise.data).toMatchObject({ driver: { kind: 'emotion' } });
          const before = events.filter(
            ({ occurredAt, revision }) => occurredAt <= rise.occurredAt && revision < rise.revision,
          );
          expect(before.some(isFelt)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(risen).toBeGreaterThan(0);
  });

  it('never rises beyond exploration by deeds alone', () =>
    fc.assert(
      fc.property(arbitrarySteps({ commands: arbitraryDeed, maxLength: 80 }), (steps) =>
        expect(rises(play(steps, policies).events)).toEqual([]),
      ),
    ));
});

describe('opinions', () => {
  const inSimplex = ({ belief, disbelief, uncertainty, expectation }: Opinion) => {
    for (const part of [belief, disbelief, uncertainty, expectation]) {
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
    }
    expect(belief + disbelief + uncertainty).toBeCloseTo(1, 12);
  };

  it('stay in their simplex at any moment, and felt within its range', () =>
    fc.assert(
      fc.property(arbitrarySteps(), fc.integer({ min: 0, max: 1e12 }), (steps, laterMs) => {
        const { journey } = play(steps, policies);
        const measures = MeasuresFold.measuresAt(
          journey.measures(policies),
          policy,
          journey.newestOccurredAt + laterMs,
        );
        inSimplex(measures.trust);
        inSimplex(measures.commitment);
        expect(Math.abs(measures.emotion.felt)).toBeLessThanOrEqual(1);
      }),
    ));
});
