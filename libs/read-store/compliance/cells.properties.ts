import type { CellChange, CellScope } from '@rapport/read-store';
import fc from 'fast-check';
import { cellsOf } from './cells';
import { checkpoint, table, useStore, type OpenFixture } from './fixture';

const scopes: readonly CellScope[] = ['journeys', 'merging'];

/** Few values, so that cells meet and vanish; some far apart. */
const value = fc.oneof(fc.integer({ min: -3, max: 300 }), fc.maxSafeInteger());
const change: fc.Arbitrary<CellChange> = fc.record({
  measure: fc.constant('m'),
  group: fc.constantFrom('', '', '', 'a', 'b'),
  scope: fc.constantFrom(...scopes),
  values: fc.tuple(value, fc.integer({ min: 0, max: 5 })),
  count: fc.integer({ min: -2, max: 3 }),
});
const commits = fc.array(fc.array(change, { maxLength: 600 }), { minLength: 1, maxLength: 8 });

/** The multiset in its plainest form. */
class Counts {
  private readonly counts = new Map<string, number>();

  add({ group, scope, values, count }: CellChange): void {
    const key = JSON.stringify([group, scope, ...values]);
    this.counts.set(key, (this.counts.get(key) ?? 0) + count);
  }

  /** As `[measure, group, ...values, count]` in order. */
  of(...wanted: readonly CellScope[]): (string | number)[][] {
    return [...this.counts]
      .filter(([, count]) => count !== 0)
      .map(([key, count]) => ({ key: JSON.parse(key) as [string, CellScope, number, number], count }))
      .filter(({ key: [, scope] }) => wanted.includes(scope))
      .sort((a, b) => byKey(a.key, b.key))
      .map(({ key: [group, , first, second], count }) => ['m', group, first, second, count]);
  }
}

type Key = readonly [string, CellScope, number, number];

function byKey([groupA, scopeA, ...a]: Key, [groupB, scopeB, ...b]: Key): number {
  if (groupA !== groupB) return groupA < groupB ? -1 : 1;
  if (scopeA !== scopeB) return scopeA < scopeB ? -1 : 1;
  return a[0] - b[0] || a[1] - b[1];
}

/** Any commits, and any load before them, leave the same cells as counting them one by one. */
export function cellProperties(open: OpenFixture): void {
  describe('cells, whatever is added and taken back', () => {
    const fixture = useStore(open);

    it('are what counting them one by one gives, after each commit', async () => {
      await fc.assert(
        fc.asyncProperty(commits, fc.boolean(), async (batches, isLoaded) => {
          const build = await fixture().store.create('m', 1, table);
          const counts = new Counts();
          const [first = [], ...rest] = isLoaded ? batches : [[], ...batches];
          const load = await build.load();
          await load.add({ rows: [], cells: first });
          for (const one of first) counts.add(one);
          await load.finish(checkpoint('0'));
          await expectSame();
          for (const cells of rest) {
            await build.commit({ puts: [], removals: [], cells }, checkpoint('1'));
            for (const one of cells) counts.add(one);
            await expectSame();
          }
          await build.close();

          async function expectSame() {
            expect(await cellsOf(build.model, 'm')).toEqual(counts.of('journeys'));
            expect(await cellsOf(build.model, 'm', { of: 'customers' })).toEqual(counts.of(...scopes));
            const range = { from: -1, to: 20 };
            const inRange = counts
              .of('journeys')
              .filter(([, , day]) => Number(day) >= -1 && Number(day) < 20);
            expect(await cellsOf(build.model, 'm', range)).toEqual(inRange);
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}
