import { BuildHeld, BuildUnusable, integer } from '@rapport/read-store';
import { cell, cellsOf } from '../cells';
import { checkpoint, complete, puts, row, table, useStore } from '../fixture';
import { keysOf } from '../rows';
import { sharedOf, type OpenSharedFixture } from './fixture';

export function sharedBuildsSuite(open: OpenSharedFixture): void {
  describe('builds of several nodes', () => {
    const fixture = useStore(open);

    it('are read by all while one of them writes', async () => {
      const build = await complete(fixture().store, 'a');
      const model = await sharedOf(await fixture().another()).read(build.id, table);
      expect(await model.checkpoint()).toEqual(checkpoint('1'));
      const members = [{ journeyId: 'j1', customerId: 'c1' }];
      await build.commit({ ...puts(row('j1', 'p', 7)), cells: [cell([1])], members }, checkpoint('2'));
      expect(await model.checkpoint()).toEqual(checkpoint('2'));
      expect((await model.subject('j1')).map(({ part }) => part)).toEqual(['p']);
      expect(await keysOf(model)).toEqual(['j1/p']);
      expect(await cellsOf(model)).toEqual([['days', '', 1, 1]]);
      expect(await model.membersOf('c1')).toEqual(['j1']);
      expect(await model.parkedCount()).toBe(0);
    });

    it('are read when nobody holds them, and when somebody else comes to', async () => {
      const build = await complete(fixture().store, 'a');
      const other = await fixture().another();
      const model = await sharedOf(other).read(build.id, table);
      await build.close();
      expect(await keysOf(model)).toEqual([]);
      const again = await other.open(build.id, table);
      await again.commit(puts(row('j1')), checkpoint('2'));
      expect(await keysOf(model)).toEqual(['j1/']);
    });

    it('are read only when they are complete, there, and of that table', async () => {
      const shared = sharedOf(await fixture().another());
      const loading = await fixture().store.create('a', 1, table);
      await expect(shared.read(loading.id, table)).rejects.toThrow(BuildUnusable);
      const { id } = await complete(fixture().store, 'a');
      await expect(shared.read(id, { ...table, more: integer() })).rejects.toThrow(BuildUnusable);
      await fixture().store.remove(id);
      await expect(shared.read(id, table)).rejects.toThrow(BuildUnusable);
    });

    it('are unusable to readers once they are swept away', async () => {
      const build = await complete(fixture().store, 'a');
      const model = await sharedOf(await fixture().another()).read(build.id, table);
      await fixture().store.remove(build.id);
      await build.close();
      expect(await fixture().store.sweep()).toEqual([build.id]);
      await expect(model.subject('j1')).rejects.toThrow(BuildUnusable);
      await expect(keysOf(model)).rejects.toThrow(BuildUnusable);
    });

    it('stay for a while when they leave force: others may have begun to read them', async () => {
      const former = await complete(fixture().store, 'a');
      await fixture().store.putInForce([former.id]);
      const model = await sharedOf(await fixture().another()).read(former.id, table);
      const next = await complete(fixture().store, 'a');
      await fixture().store.putInForce([next.id]);
      await former.close();
      expect(await fixture().store.sweep()).toEqual([]);
      expect(await keysOf(model)).toEqual([]);
    });

    it('do not take the place of one that another node holds', async () => {
      const other = await fixture().another();
      const former = await complete(other, 'a');
      await other.putInForce([former.id]);
      const next = await complete(fixture().store, 'a');
      await expect(fixture().store.putInForce([next.id])).rejects.toThrow(BuildHeld);
      expect(await fixture().store.inForce()).toEqual([former.id]);
      await former.commit(puts(row('j1')), checkpoint('2'));
      await former.close();
      await fixture().store.putInForce([next.id]);
      expect(await other.inForce()).toEqual([next.id]);
    });
  });
}
