import {
  arbitraryCommand,
  arbitraryGoodTurn,
  arbitraryHistory,
  DAY_MS,
  DAY_ZERO,
  defaultPolicy,
  policiesOf,
} from '@rapport/journey/testing';
import fc from 'fast-check';
import { MeasuresFold } from '../index';
import type { JourneyEvent } from '../index';
import { simulate } from './simulate';

const published = policiesOf();
const candidate = defaultPolicy(2);
const histories = fc.oneof(
  arbitraryHistory(published, { commands: arbitraryGoodTurn, maxLength: 100 }),
  arbitraryHistory(published, { commands: arbitraryCommand, lateInTen: 5 }),
);
const recordedMoves = (events: readonly JourneyEvent[]) =>
  events.flatMap((event) => (event.type === 'StageChanged' ? [event.data] : []));
const inBusinessOrder = (events: readonly JourneyEvent[]) =>
  events.toSorted((a, b) => a.occurredAt - b.occurredAt || a.revision - b.revision);

describe('a journey simulated under the policy that decided it', () => {
  it('goes as it went, late facts included, wherever the simulation begins', () => {
    const seen = { moves: 0, late: 0, begunLater: 0 };
    fc.assert(
      fc.property(
        histories,
        fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
        (events, days) => {
          const from = days === undefined ? {} : { from: DAY_ZERO + days * DAY_MS };
          const journey = simulate(events, { candidate, published, ...from });
          const recorded = recordedMoves(events);
          expect(journey.parting).toBeUndefined();
          expect(journey.decided).toEqual(recorded);
          expect(journey.simulated).toEqual(recorded);
          expect(journey.facts).toBe(events.length - recorded.length);
          expect(journey.measures).toEqual(MeasuresFold.over(inBusinessOrder(events), published));
          seen.moves += recorded.length;
          seen.begunLater += days === undefined ? 0 : recorded.length;
          seen.late += events.filter(
            (event, i) => event.occurredAt < (events[i - 1]?.occurredAt ?? 0),
          ).length;
        },
      ),
      { numRuns: 400 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });
});
