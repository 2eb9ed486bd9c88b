import {
  BuildHeld,
  BuildInForce,
  BuildUnusable,
  type BuildId,
  type LoadProgress,
  type ReadStore,
} from '@rapport/read-store';
import { checkpoint, complete, puts, row, table, useStore, type OpenFixture } from './fixture';
import { keysOf } from './rows';

const progress: LoadProgress = { head: checkpoint('9'), slab: 0, lastSubject: 'j1' };

/** Leaves a build loading, with progress saved, and held. */
async function loading(store: ReadStore, projection: string, version = 1) {
  const build = await store.create(projection, version, table);
  const load = await build.load();
  await load.save(progress);
  return build;
}

export function keptBuildsSuite(open: OpenFixture): void {
  describe('the builds that are kept', () => {
    const fixture = useStore(open);
    const states = async (store: ReadStore) =>
      (await store.builds()).map(({ id, state }) => `${id.projection}${id.version} ${state}`);
    const swept = async (store: ReadStore): Promise<string[]> =>
      (await store.sweep()).map(({ build }) => build).toSorted();
    const names = (...ids: readonly BuildId[]) => ids.map(({ build }) => build).toSorted();

    it('are listed with their state, by projection and version', async () => {
      const { store } = fixture();
      const b = await complete(store, 'b');
      await loading(store, 'a', 2);
      await complete(store, 'a');
      await store.create('a', 1, table);
      await store.putInForce([b.id]);
      expect(await states(store)).toEqual(['a1 complete', 'a1 loading', 'a2 loading', 'b1 in-force']);
      expect((await store.builds()).map((build) => build.progress)).toEqual([undefined, undefined, progress, undefined]); // prettier-ignore
    });

    it('are listed in the order of their completion, then those that are not complete', async () => {
      const { store } = fixture();
      const [late, never] = [await store.create('a', 1, table), await loading(store, 'a')];
      const early = await complete(store, 'a');
      await late.commit(puts(row('j1')), checkpoint('1'));
      const listed = (await store.builds()).map(({ id }) => id);
      expect(listed).toEqual([early.id, late.id, never.id]);
    });

    it('are complete with their first commit, too', async () => {
      const { store } = fixture();
      const build = await store.create('a', 1, table);
      await build.commit(puts(row('j1')), checkpoint('1'));
      expect(await states(store)).toEqual(['a1 complete']);
    });

    it('come into force only when they are complete', async () => {
      const { store } = fixture();
      const [whole, half] = [await complete(store, 'a'), await loading(store, 'b')];
      await expect(store.putInForce([whole.id, half.id])).rejects.toThrow(BuildUnusable);
      expect(await store.inForce()).toEqual([]);
    });

    it('are of each version the one completed last, whatever is in force', async () => {
      const first = await complete(fixture().store, 'a', 1);
      const [older, newer] = [
        await complete(fixture().store, 'a', 2),
        await complete(fixture().store, 'a', 2),
      ];
      const next = await complete(fixture().store, 'a', 3);
      await fixture().store.putInForce([next.id]);
      const reopened = await fixture().reopen();
      expect(await swept(reopened)).toEqual(names(older.id));
      expect(await states(reopened)).toEqual(['a1 complete', 'a2 complete', 'a3 in-force']);
      for (const { id } of [first, newer, next])
        await expect(reopened.open(id, table)).resolves.toBeDefined();
    });

    it('are completed last by when they were finished, not begun', async () => {
      const [begunFirst, begunNext] = [
        await fixture().store.create('a', 1, table),
        await fixture().store.create('a', 1, table),
      ];
      await (await begunNext.load()).finish(checkpoint('1'));
      await (await begunFirst.load()).finish(checkpoint('1'));
      expect(await swept(await fixture().reopen())).toEqual(names(begunNext.id));
    });

    it('are also loads to be gone on with, the newest, unless another build was begun since', async () => {
      const { store } = fixture();
      const [a, former, newer] = [
        await loading(store, 'a'),
        await loading(store, 'b'),
        await loading(store, 'b'),
      ];
      const [overtaken] = [await loading(store, 'c'), await complete(store, 'c')];
      const reopened = await fixture().reopen();
      expect(await swept(reopened)).toEqual(names(former.id, overtaken.id));
      expect(await states(reopened)).toEqual(['a1 loading', 'b1 loading', 'c1 complete']);
      for (const { id } of [a, newer]) await expect(reopened.open(id, table)).resolves.toBeDefined();
    });

    it('are gone when they are removed, once nobody holds them', async () => {
      const build = await complete(fixture().store, 'a');
      await fixture().store.remove(build.id);
      expect(await fixture().store.builds()).toEqual([]);
      expect(await swept(fixture().store)).toEqual([]);
      expect(await keysOf(build.model)).toEqual([]);
      await build.close();
      await expect(fixture().store.open(build.id, table)).rejects.toThrow(BuildUnusable);
      expect(await swept(fixture().store)).toEqual(names(build.id));
      expect(await swept(fixture().store)).toEqual([]);
    });

    it('are not removed while they are in force', async () => {
      const { id } = await complete(fixture().store, 'a');
      await fixture().store.putInForce([id]);
      await expect(fixture().store.remove(id)).rejects.toThrow(BuildInForce);
      expect(await fixture().store.inForce()).toEqual([id]);
    });
  });

  describe('a store that is open twice', () => {
    const fixture = useStore(open);

    it('sees what the other one makes', async () => {
      const other = await fixture().another();
      const { id } = await complete(other, 'a');
      expect((await fixture().store.builds()).map((build) => build.id)).toEqual([id]);
      await other.putInForce([id]);
      expect(await fixture().store.inForce()).toEqual([id]);
    });

    it('does not take what the other one holds', async () => {
      const other = await fixture().another();
      const [empty, load, done] = [
        await other.create('a', 1, table),
        await loading(other, 'a'),
        await complete(other, 'a'),
      ];
      await other.remove(done.id);
      expect(await fixture().store.sweep()).toEqual([]);
      for (const { id } of [empty, load])
        await expect(fixture().store.open(id, table)).rejects.toThrow(BuildHeld);
      await (await empty.load()).finish(checkpoint('1'));
      await done.commit(puts(row('j1')), checkpoint('2'));
      expect(await keysOf(done.model)).toEqual(['j1/']);
    });

    it('is not disturbed by another one that is opened while it loads', async () => {
      const build = await fixture().store.create('a', 1, table);
      const load = await build.load();
      await load.add({ rows: [row('j1')] });
      const other = await fixture().another();
      expect(await other.sweep()).toEqual([]);
      await load.finish(checkpoint('1'));
      await build.close();
      expect(await keysOf((await other.open(build.id, table)).model)).toEqual(['j1/']);
    });

    it('passes a build on when it closes it', async () => {
      const other = await fixture().another();
      const build = await loading(other, 'a');
      await other.close();
      const load = await (await fixture().store.open(build.id, table)).load();
      expect(load.progress).toEqual(progress);
    });
  });
}
