import {
  BuildUnusable,
  UnevenCells,
  type LoadBatch,
  type LoadProgress,
  type ReadStore,
} from '@rapport/read-store';
import { cell, cellsOf } from './cells';
import { checkpoint, puts, row, table, useStore, type OpenFixture } from './fixture';
import { keysOf } from './rows';

const progress = (lastSubject: string, slab = 0): LoadProgress => ({
  head: checkpoint('9'),
  slab,
  lastSubject,
});

/** What one journey adds in these tests: a row, and a cell that others add too. */
const journey = (id: string): LoadBatch => ({
  rows: [row(id)],
  cells: [cell([1]), cell([2, 3], 1, { measure: id })],
});

export function bulkLoadSuite(open: OpenFixture): void {
  describe('a bulk load', () => {
    const fixture = useStore(open);
    const create = () => fixture().store.create('trust-level', 1, table);

    it('fills an empty build with rows and checkpoint', async () => {
      const build = await create();
      const load = await build.load();
      expect(load.progress).toBeUndefined();
      await load.add({ rows: [row('j1', 'a'), row('j1', 'b')] });
      await load.add({ rows: [row('j2')] });
      await load.finish(checkpoint('3'));
      expect(await keysOf(build.model)).toEqual(['j1/a', 'j1/b', 'j2/']);
      expect(await build.model.checkpoint()).toEqual(checkpoint('3'));
    });

    it('takes rows in any order and any number', async () => {
      const build = await create();
      const load = await build.load();
      const ids = Array.from({ length: 1_000 }, (_, i) => String((i * 7) % 1_000).padStart(4, '0'));
      await load.add({ rows: ids.map((id) => row(id)) });
      await load.finish(checkpoint('1'));
      expect(await keysOf(build.model)).toEqual(ids.toSorted().map((id) => `${id}/`));
    });

    it('sums up cells over all that was added', async () => {
      const build = await create();
      const load = await build.load();
      const days = Array.from({ length: 20_000 }, (_, i) => cell([(i * 7) % 1_000, 1]));
      await load.add({ rows: [], cells: [cell([5_000, 1], -1), ...days.slice(0, 9_000)] });
      await load.add({ rows: [], cells: [...days.slice(9_000), cell([5_000, 1])] });
      await load.finish(checkpoint('1'));
      const counted = Array.from({ length: 1_000 }, (_, day) => ['days', '', day, 1, 20]);
      expect(await cellsOf(build.model)).toEqual(counted);
      await build.commit({ ...puts(), cells: [cell([500, 1], -20), cell([500, 0])] }, checkpoint('2'));
      expect(await cellsOf(build.model, 'days', { from: 499, to: 502 })).toEqual([
        ['days', '', 499, 1, 20],
        ['days', '', 500, 0, 1],
        ['days', '', 501, 1, 20],
      ]);
    });

    it('refuses uneven cells', async () => {
      const load = await (await create()).load();
      await expect(load.add({ rows: [], cells: [cell([1]), cell([1, 2])] })).rejects.toThrow(UnevenCells);
    });

    it('of an empty log leaves no checkpoint', async () => {
      const build = await create();
      await (await build.load()).finish(undefined);
      expect(await build.model.checkpoint()).toBeUndefined();
      expect(await cellsOf(build.model)).toEqual([]);
    });

    it('is followed by commits like any other', async () => {
      const build = await create();
      const load = await build.load();
      await load.add({ rows: [row('j1'), row('j2')] });
      await load.finish(checkpoint('2'));
      await build.commit(puts(row('j1', '', 2), row('j3')), checkpoint('3'));
      expect(await keysOf(build.model)).toEqual(['j1/', 'j2/', 'j3/']);
      expect(await build.rowsOf(['j1'])).toEqual([row('j1', '', 2)]);
    });

    it('takes no commit before its end, and no other load after it', async () => {
      const build = await create();
      const load = await build.load();
      await expect(build.commit(puts(row('j1')), checkpoint('1'))).rejects.toThrow();
      await expect(build.load()).rejects.toThrow();
      await load.finish(checkpoint('2'));
      await expect(build.load()).rejects.toThrow();
      expect(await keysOf(build.model)).toEqual([]);
    });

    it('is there after a restart', async () => {
      const build = await create();
      const load = await build.load();
      await load.add(journey('j1'));
      await load.finish(checkpoint('1'));
      const again = await (await fixture().reopen()).open(build.id, table);
      expect(await keysOf(again.model)).toEqual(['j1/']);
      expect(await cellsOf(again.model)).toEqual([['days', '', 1, 1]]);
    });
  });

  describe('a bulk load that is broken off', () => {
    const fixture = useStore(open);
    const create = () => fixture().store.create('trust-level', 1, table);
    const stateOf = async (store: ReadStore) =>
      (await store.builds()).map(({ state, progress: reached }) => ({ state, reached }));

    it('before it was saved leaves nothing to go on with', async () => {
      const build = await create();
      await (await build.load()).add({ rows: [row('j1')] });
      const reopened = await fixture().reopen();
      expect(await reopened.inForce()).toEqual([]);
      await expect(reopened.open(build.id, table)).rejects.toThrow(BuildUnusable);
      expect(await reopened.sweep()).toEqual([build.id]);
      expect(await reopened.builds()).toEqual([]);
    });

    it('goes on behind what was saved last', async () => {
      const { id } = await savedThenLost();
      const reopened = await fixture().reopen();
      expect(await stateOf(reopened)).toEqual([{ state: 'loading', reached: progress('j2', 1) }]);
      expect(await reopened.sweep()).toEqual([]);
      const build = await reopened.open(id, table);
      const load = await build.load();
      expect(load.progress).toEqual(progress('j2', 1));
      await load.add(journey('j3'));
      await load.finish(checkpoint('9'));
      expect(await keysOf(build.model)).toEqual(['j1/', 'j2/', 'j3/']);
      expect(await cellsOf(build.model)).toEqual([['days', '', 1, 3]]);
      expect(await cellsOf(build.model, ['j2', 'j3'])).toEqual([['j2', '', 2, 3, 1], ['j3', '', 2, 3, 1]]); // prettier-ignore
      expect(await stateOf(reopened)).toEqual([{ state: 'complete', reached: undefined }]);
    });

    it('may be broken off again', async () => {
      const { id } = await savedThenLost();
      const again = await (await fixture().reopen()).open(id, table);
      const load = await again.load();
      await load.add(journey('j3'));
      await load.save(progress('j3', 1));
      await load.add(journey('j4'));
      const build = await (await fixture().reopen()).open(id, table);
      await (await build.load()).finish(checkpoint('9'));
      expect(await keysOf(build.model)).toEqual(['j1/', 'j2/', 'j3/']);
      expect(await cellsOf(build.model)).toEqual([['days', '', 1, 3]]);
    });

    it('takes no commits until it is gone on with', async () => {
      const { id } = await savedThenLost();
      const build = await (await fixture().reopen()).open(id, table);
      await expect(build.commit(puts(row('j9')), checkpoint('1'))).rejects.toThrow();
    });

    async function savedThenLost() {
      const build = await create();
      const load = await build.load();
      await load.add(journey('j1'));
      await load.save(progress('j1'));
      await load.add(journey('j2'));
      await load.save(progress('j2', 1));
      await load.add(journey('j3'));
      return build;
    }
  });
}
