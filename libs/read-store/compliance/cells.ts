import {
  UnevenCells,
  type CellChange,
  type CellQuery,
  type CellScope,
  type ReadModel,
} from '@rapport/read-store';
import { checkpoint, row, table, useStore, type OpenFixture } from './fixture';

export const cell = (
  values: readonly number[],
  count = 1,
  { measure = 'days', group = '', scope = 'journeys' }: Partial<CellChange> = {},
): CellChange => ({ measure, group, scope, values, count });

/** All cells asked for, as `[measure, group, ...values, count]`, in the order in which they come. */
export async function cellsOf(
  model: ReadModel<typeof table>,
  measures: string | readonly string[] = 'days',
  query?: CellQuery,
): Promise<(string | number)[][]> {
  const cells: (string | number)[][] = [];
  for await (const { measure, group, width, entries } of model.cells(measures, query)) {
    for (let i = 0; i < entries.length; i += width)
      cells.push([measure, group, ...entries.subarray(i, i + width)]);
  }
  return cells;
}

export function cellsSuite(open: OpenFixture): void {
  describe('cells', () => {
    const fixture = useStore(open);
    let position = 0;
    const create = async () => {
      const build = await fixture().store.create('resolution-rate', 1, table);
      const change = (...cells: CellChange[]) =>
        build.commit({ puts: [], removals: [], cells }, checkpoint(String((position += 1))));
      return { build, model: build.model, change };
    };

    it('are counted by their values', async () => {
      const { model, change } = await create();
      await change(cell([3]), cell([5]), cell([3]));
      await change(cell([3], 2));
      expect(await cellsOf(model)).toEqual([['days', '', 3, 4], ['days', '', 5, 1]]); // prettier-ignore
    });

    it('are gone when they come to 0, within a commit or over several', async () => {
      const { model, change } = await create();
      await change(cell([3]), cell([5]), cell([7]), cell([7], -1));
      await change(cell([3], -1));
      expect(await cellsOf(model)).toEqual([['days', '', 5, 1]]);
      await change(cell([5], -1));
      expect(await cellsOf(model)).toEqual([]);
      await change(cell([4]));
      expect(await cellsOf(model)).toEqual([['days', '', 4, 1]]);
    });

    it('may be taken back before they are there', async () => {
      const { model, change } = await create();
      await change(cell([3], -2));
      expect(await cellsOf(model)).toEqual([['days', '', 3, -2]]);
      await change(cell([3], 2));
      expect(await cellsOf(model)).toEqual([]);
    });

    it('come by group and by values, number by number', async () => {
      const { model, change } = await create();
      const values = [[10, 0], [9, 1], [-1, 5], [9, -1], [2 ** 53 - 1, 0], [-(2 ** 53) + 1, 0]]; // prettier-ignore
      await change(...values.map((one) => cell(one)), cell([1, 1], 1, { group: 'B' }));
      await change(cell([1, 1], 1, { group: 'é' }), cell([1, 1], 1, { group: 'a' }));
      const sorted = [[-(2 ** 53) + 1, 0], [-1, 5], [9, -1], [9, 1], [10, 0], [2 ** 53 - 1, 0]]; // prettier-ignore
      expect(await cellsOf(model)).toEqual([
        ...sorted.map((one) => ['days', '', ...one, 1]),
        ...['B', 'a', 'é'].map((group) => ['days', group, 1, 1, 1]),
      ]);
    });

    it('are told apart by measure; several are read at once', async () => {
      const { model, change } = await create();
      await change(cell([1]), cell([2, 3], 1, { measure: 'touch' }), cell([4], 1, { measure: 'other' }));
      expect(await cellsOf(model, 'touch')).toEqual([['touch', '', 2, 3, 1]]);
      expect(await cellsOf(model, ['touch', 'days'])).toEqual([['days', '', 1, 1], ['touch', '', 2, 3, 1]]); // prettier-ignore
      expect(await cellsOf(model, 'none')).toEqual([]);
    });

    it('of journeys and what merging changes add up to those of customers', async () => {
      const { model, change } = await create();
      const merging: { scope: CellScope } = { scope: 'merging' };
      await change(
        cell([1]),
        cell([2]),
        cell([1], -1, merging),
        cell([2], -1, merging),
        cell([3], 1, merging),
      );
      expect(await cellsOf(model)).toEqual([['days', '', 1, 1], ['days', '', 2, 1]]); // prettier-ignore
      const customers = new Map<unknown, number>();
      for (const [, , value, count] of await cellsOf(model, 'days', { of: 'customers' }))
        customers.set(value, (customers.get(value) ?? 0) + Number(count));
      expect([...customers].filter(([, count]) => count !== 0)).toEqual([[3, 1]]);
    });

    it('are read by ranges of their first value', async () => {
      const { model, change } = await create();
      await change(...Array.from({ length: 1_000 }, (_, day) => cell([day, day % 7])));
      const days = async (query: CellQuery) =>
        (await cellsOf(model, 'days', query)).map(([, , day]) => Number(day));
      expect(await days({ from: 990 })).toEqual([990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
      expect(await days({ to: 3 })).toEqual([0, 1, 2]);
      expect(await days({ from: 499, to: 502 })).toEqual([499, 500, 501]);
      expect(await days({ from: 1_000 })).toEqual([]);
      expect(await days({ from: 5, to: 5 })).toEqual([]);
    });

    it('are all of one moment, whatever is committed in between', async () => {
      const { model, change } = await create();
      const groups = Array.from({ length: 50 }, (_, group) => String(group).padStart(2, '0'));
      await change(...groups.map((group) => cell([1], 1, { group })));
      const counts: number[] = [];
      for await (const { entries } of model.cells('days')) {
        counts.push(entries[1] ?? 0);
        await change(...groups.map((group) => cell([1], 1, { group })));
      }
      expect(counts).toEqual(groups.map(() => 1));
    });

    it('of a measure have the same number of values', async () => {
      const { model, change } = await create();
      await change(cell([1, 2]));
      await expect(change(cell([1]))).rejects.toThrow(UnevenCells);
      await expect(change(cell([1], 1, { group: 'b' }), cell([1, 2], 1, { group: 'b' }))).rejects.toThrow(
        UnevenCells,
      );
      expect(await cellsOf(model)).toEqual([['days', '', 1, 2, 1]]);
    });

    it('change together with rows and checkpoint or not at all', async () => {
      const { build, model, change } = await create();
      await change(cell([1]));
      const before = await model.checkpoint();
      const broken = { ...row('j1'), values: [null, null, null, null, null, null] };
      const changes = { puts: [broken], removals: [], cells: [cell([1]), cell([2])] };
      await expect(build.commit(changes, checkpoint('9'))).rejects.toThrow();
      expect(await cellsOf(model)).toEqual([['days', '', 1, 1]]);
      expect(await model.checkpoint()).toEqual(before);
    });

    it('are there after a restart', async () => {
      const { build, change } = await create();
      await change(cell([1]), cell([2], 3));
      const again = await (await fixture().reopen()).open(build.id, table);
      expect(await cellsOf(again.model)).toEqual([['days', '', 1, 1], ['days', '', 2, 3]]); // prettier-ignore
    });
  });
}
