import { checkpoint, puts, row, table, useStore, type OpenFixture } from './fixture';
import { keysOf } from './rows';

export function bulkLoadSuite(open: OpenFixture): void {
  describe('a bulk load', () => {
    const fixture = useStore(open);
    const create = () => fixture().store.create('trust-level', 1, table);

    it('fills an empty build with rows and checkpoint', async () => {
      const build = await create();
      const load = await build.load();
      await load.add({ rows: [row('j1', 'a'), row('j1', 'b')] });
      await load.add({ rows: [row('j2')] });
      await load.finish(checkpoint('3'));
      expect(await keysOf(build.model)).toEqual(['j1/a', 'j1/b', 'j2/']);
      expect(await build.model.checkpoint()).toEqual(checkpoint('3'));
    });

    it('of an empty log leaves no checkpoint', async () => {
      const build = await create();
      await (await build.load()).finish(undefined);
      expect(await build.model.checkpoint()).toBeUndefined();
    });

    it('is followed by commits like any other', async () => {
      const build = await create();
      const load = await build.load();
      await load.add({ rows: [row('j1'), row('j2')] });
      await load.finish(checkpoint('2'));
      await build.commit(puts(row('j1', '', 2), row('j3')), checkpoint('3'));
      expect(await keysOf(build.model)).toEqual(['j1/', 'j2/', 'j3/']);
      expect(await build.rowsOf('j1')).toEqual([row('j1', '', 2)]);
    });

    it('is there after a restart, once it is in force', async () => {
      const build = await create();
      const load = await build.load();
      await load.add({ rows: [row('j1')] });
      await load.finish(checkpoint('1'));
      await fixture().store.putInForce([build.id]);
      const again = await (await fixture().reopen()).open(build.id, table);
      expect(await keysOf(again.model)).toEqual(['j1/']);
    });

    it('that is broken off leaves an orphan and nothing else', async () => {
      const build = await create();
      await (await build.load()).add({ rows: [row('j1')] });
      const reopened = await fixture().reopen();
      expect(await reopened.inForce()).toEqual([]);
      expect(await reopened.sweep()).toEqual([build.id]);
    });
  });
}
