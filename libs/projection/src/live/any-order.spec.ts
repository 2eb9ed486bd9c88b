import fc from 'fast-check';
import { Following } from '../../compliance/arrivals/deliver';
import {
  contentsOf,
  expectedOf,
  recount,
  rowsOf,
  whateverTheArrival,
} from '../../compliance/arrivals/expected';
import { deliveries, history } from '../../compliance/arrivals/histories';
import { ledger, ledgerOfItsOwn } from '../../compliance/arrivals/ledger';
import { MemoryLog } from '../../compliance/arrivals/memory-log';
import { linked, unlinked, type Arrival } from '../../compliance/events';

const how = {
  deliveries,
  /** States at hand: of one subject, of a few, of all. */
  cachedEvents: fc.constantFrom(1, 40, 10_000),
  definition: fc.constantFrom(ledger, ledgerOfItsOwn),
};

/** A history, and how it arrives: in any order, in any batches, some of it twice, with restarts and failed commits in between. */
const arrived = history.chain((inOrder) =>
  fc.record({
    inOrder: fc.constant(inOrder),
    shuffled: fc.shuffledSubarray([...inOrder], { minLength: inOrder.length }),
    ...how,
  }),
);

describe('a lane, however events arrive', () => {
  it('ends in the rows, cells, parked subjects and members of the log folded at once: 20,000 histories', async () => {
    await fc.assert(
      fc.asyncProperty(arrived, async ({ inOrder, shuffled, definition, cachedEvents, deliveries }) => {
        const log = new MemoryLog(shuffled);
        const following = new Following(definition, log, cachedEvents);
        await following.all(deliveries);
        const contents = contentsOf(following.build);
        expect(contents).toEqual(expectedOf(following.folder, log.events));
        const asItHappened = expectedOf(following.folder, new MemoryLog(inOrder).events);
        expect(whateverTheArrival(contents)).toEqual(whateverTheArrival(asItHappened));
      }),
      { numRuns: 20_000 },
    );
  }, 300_000);

  it('holds after every batch what a full re-count of its rows comes to: 5,000 histories', async () => {
    await fc.assert(
      fc.asyncProperty(arrived, async ({ shuffled, definition, cachedEvents, deliveries }) => {
        const log = new MemoryLog(shuffled);
        const following = new Following(definition, log, cachedEvents);
        const { build, folder } = following;
        await following.all(deliveries, (delivered) => {
          expect(contentsOf(build).cells).toEqual(recount(folder, rowsOf(build), build.customers));
          expect(contentsOf(build)).toEqual(expectedOf(folder, log.events.slice(0, delivered)));
        });
      }),
      { numRuns: 5_000 },
    );
  }, 300_000);

  it('is by linking and unlinking back where it was before: 5,000 histories', async () => {
    const pairs = fc.array(
      fc.record({
        journeyId: fc.constantFrom('anna', 'ben', 'cleo', 'dora'),
        at: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(arrived, pairs, async ({ shuffled, definition, cachedEvents, deliveries }, links) => {
        const log = new MemoryLog(shuffled.filter(({ event }) => !event.type.startsWith('Journey')));
        const following = new Following(definition, log, cachedEvents);
        await following.all(deliveries);
        const before = contentsOf(following.build);
        for (const link of links) log.append(linked(link.journeyId, link.at, 'family'));
        await following.all(deliveries);
        for (const unlink of unlinksOf(links)) log.append(unlink);
        await following.all(deliveries);
        expect(contentsOf(following.build)).toEqual(before);
      }),
      { numRuns: 5_000 },
    );
  }, 300_000);
});

/** One of each journey, after all of its links. */
const unlinksOf = (links: readonly { readonly journeyId: string }[]): Arrival[] =>
  [...new Set(links.map(({ journeyId }) => journeyId))].map((id) => unlinked(id, 50, 'family'));
