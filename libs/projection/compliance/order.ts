import fc from 'fast-check';
import { ledger, poison } from './arrivals/ledger';
import { append, begun, bought, closed, linked, noted, opened, unlinked, type Arrival } from './events';
import { Engine, type MakePlace } from './fixture';
import { allProjections } from './projections';

const journeyIds = ['anna', 'ben', 'cleo'];
const caseIds = ['c1', 'c2'];
const customerIds = ['family', 'firm'];

/** An event of some journey, digestible or not; its time is given later, since events of one instant are ordered by their arrival. */
const happening = fc.record({
  journeyId: fc.constantFrom(...journeyIds),
  make: fc.oneof(
    fc.constant((id: string, at: number) => begun(id, at)),
    fc.constant((id: string, at: number) => noted(id, at)),
    fc.integer({ min: 0, max: 99 }).map((n) => (id: string, at: number) => bought(id, at, `p${n}`)),
    fc.constantFrom(...caseIds).map((c) => (id: string, at: number) => opened(id, at, c)),
    fc.tuple(fc.constantFrom(...caseIds), fc.constantFrom('void', 'elapsed', 'unresolved')).map(
      ([c, basis]) =>
        (id: string, at: number) =>
          closed(id, at, c, basis),
    ),
    fc.constant((id: string, at: number) => bought(id, at, 'unlucky', poison.fold)),
    fc.constantFrom(...customerIds).map((c) => (id: string, at: number) => linked(id, at, c)),
    fc.constantFrom(...customerIds).map((c) => (id: string, at: number) => unlinked(id, at, c)),
  ),
});

/** A history, and two orders in which it arrives; `cut`: how much has arrived before something happens. */
const histories = fc
  .array(happening, { minLength: 1, maxLength: 40 })
  .map((happenings) => happenings.map(({ journeyId, make }, at) => make(journeyId, at)))
  .chain((events) =>
    fc.record({
      inOrder: fc.constant(events),
      shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
      cut: fc.integer({ min: 0, max: events.length }),
    }),
  );

/** With a cache that holds a journey or two, so that both ways of folding take part. */
const settings = { projections: [...allProjections, ledger], limits: { cachedEvents: 40 } };
const names = settings.projections.map(({ name }) => name);

const timeoutMs = 120_000;

export function orderSuite(make: MakePlace, numRuns: number): void {
  const runs = { numRuns };

  describe('whatever the order of arrival', () => {
    it(
      'the same events end in the same rows, cells, parked subjects and members, byte for byte',
      async () => {
        await fc.assert(
          fc.asyncProperty(histories, async ({ inOrder, shuffled }) => {
            const expected = await rowsOf(make, (engine) => arrive(engine, inOrder));
            expect(await rowsOf(make, (engine) => arrive(engine, shuffled))).toBe(expected);
          }),
          runs,
        );
      },
      timeoutMs,
    );

    it(
      'what the live feed made is what a rebuild makes',
      async () => {
        await fc.assert(
          fc.asyncProperty(histories, async ({ shuffled }) => {
            await rowsOf(make, async (engine) => {
              await arrive(engine, shuffled);
              await engine.caughtUp();
              const live = await engine.dump();
              await engine.runtime.rebuild(names);
              expect(await engine.dump()).toBe(live);
            });
          }),
          runs,
        );
      },
      timeoutMs,
    );

    it(
      'all is the same when a rebuild or a restart comes in between',
      async () => {
        await fc.assert(
          fc.asyncProperty(histories, async ({ inOrder, shuffled, cut }) => {
            const expected = await rowsOf(make, (engine) => arrive(engine, inOrder));
            const rebuilt = rowsOf(make, async (engine) => {
              await arrive(engine, shuffled.slice(0, cut));
              const rebuild = engine.runtime.rebuild(['purchases', 'cases', 'ledger']);
              await arrive(engine, shuffled.slice(cut));
              await rebuild;
            });
            expect(await rebuilt).toBe(expected);
            expect(await restarted(make, shuffled, cut)).toBe(expected);
          }),
          runs,
        );
      },
      timeoutMs,
    );
  });
}

async function rowsOf(make: MakePlace, work: (engine: Engine) => Promise<void>): Promise<string> {
  const place = await make();
  const engine = await Engine.start(await place.open(), settings);
  try {
    await work(engine);
    await engine.caughtUp();
    return await engine.dump();
  } finally {
    await engine.stop();
    await place.dispose();
  }
}

async function restarted(make: MakePlace, arrivals: readonly Arrival[], cut: number): Promise<string> {
  const place = await make();
  const first = await Engine.start(await place.open(), settings);
  await arrive(first, arrivals.slice(0, cut));
  await first.stop();
  const second = await Engine.start(await place.open(), settings);
  try {
    await arrive(second, arrivals.slice(cut));
    await second.caughtUp();
    return await second.dump();
  } finally {
    await second.stop();
    await place.dispose();
  }
}

/** In a few batches, large and small. */
async function arrive({ log, runtime }: Engine, arrivals: readonly Arrival[]): Promise<void> {
  for (let from = 0, size = 1; from < arrivals.length; from += size, size = (size * 3) % 7) {
    const position = await append(log, ...arrivals.slice(from, from + size));
    if (size > 2) await runtime.waitFor(position);
  }
}
