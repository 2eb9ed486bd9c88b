import fc from 'fast-check';
import { begun, bought, closed, linked, noted, opened, unlinked, type Arrival } from '../events';
import { poison } from './ledger';

const journeyIds = ['anna', 'ben', 'cleo', 'dora'];
const customerIds = ['family', 'firm'];
const caseIds = ['c1', 'c2'];

type Make = (journeyId: string, occurredAt: number) => Arrival;

const happenings: readonly (readonly [weight: number, makes: readonly Make[]])[] = [
  [1, [begun, noted]],
  [4, [1, 2, 5, 10].map((amount) => (id, at) => bought(id, at, `p${at}`, amount))],
  [1, [(id, at) => bought(id, at, `p${at}`, poison.fold)]],
  [3, caseIds.map((caseId) => (id, at) => opened(id, at, caseId))],
  [
    2,
    ['void', 'elapsed'].flatMap((basis) =>
      caseIds.map(
        (c): Make =>
          (id, at) =>
            closed(id, at, c, basis),
      ),
    ),
  ],
  [4, customerIds.map((customerId) => (id, at) => linked(id, at, customerId))],
  [2, customerIds.map((customerId) => (id, at) => unlinked(id, at, customerId))],
];

const happening = fc.record({
  journeyId: fc.constantFrom(...journeyIds),
  make: fc.oneof(...happenings.map(([weight, makes]) => ({ weight, arbitrary: fc.constantFrom(...makes) }))),
});

/**
 * What happened on a few journeys, in business order. Events of two journeys may share an instant; those of one do not, since
 * it is the order of recording that decides among them.
 */
export const history: fc.Arbitrary<readonly Arrival[]> = fc
  .array(happening, { minLength: 1, maxLength: 30 })
  .map((all) =>
    all.map(({ journeyId, make }, index) => {
      const sharesInstant = index % 2 === 1 && all[index - 1]?.journeyId !== journeyId;
      return make(journeyId, sharesInstant ? index - 1 : index);
    }),
  );

/** How a stretch of the log reaches a lane. */
export interface Delivery {
  /** New events. */
  readonly size: number;
  /** Events before them that are delivered once more. */
  readonly again: number;
  /** What happens before. */
  readonly mishap: 'none' | 'restart' | 'failed commit' | 'old batch';
}

const delivery: fc.Arbitrary<Delivery> = fc.record({
  size: fc.integer({ min: 1, max: 6 }),
  again: fc.constantFrom(0, 0, 1, 4),
  mishap: fc.constantFrom('none', 'none', 'none', 'restart', 'failed commit', 'old batch'),
});

/** Taken in turn, from the first again after the last. */
export const deliveries = fc.array(delivery, { minLength: 1, maxLength: 4 });
