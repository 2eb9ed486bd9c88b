import { BuildHeld, BuildUnusable, integer, type Columns } from '@rapport/read-store';
import { checkpoint, complete, puts, row, table, useStore, type OpenFixture } from './fixture';
import { keysOf } from './rows';

export function buildsSuite(open: OpenFixture): void {
  describe('builds', () => {
    const fixture = useStore(open);
    const create = (projection: string, version = 1) => complete(fixture().store, projection, version);

    it('are in force only once they are named so', async () => {
      await create('trust-level');
      expect(await fixture().store.inForce()).toEqual([]);
    });

    it('are told apart by projection, version and build', async () => {
      const ids = [
        (await create('a')).id,
        (await create('a')).id,
        (await create('a', 2)).id,
        (await create('b')).id,
      ];
      expect(ids.map(({ projection, version }) => `${projection}${version}`)).toEqual([
        'a1',
        'a1',
        'a2',
        'b1',
      ]);
      expect(new Set(ids.map(({ build }) => build)).size).toBe(4);
    });

    it('come into force together, each in place of its projection’s former one', async () => {
      const [a1, b1, c1] = [await create('a'), await create('b'), await create('c')];
      await fixture().store.putInForce([a1.id, b1.id, c1.id]);
      const [a2, b2] = [await create('a', 2), await create('b')];
      await fixture().store.putInForce([a2.id, b2.id]);
      expect(await fixture().store.inForce()).toEqual([a2.id, b2.id, c1.id]);
      expect(await (await fixture().reopen()).inForce()).toEqual([a2.id, b2.id, c1.id]);
    });

    it('that are superseded serve those who hold them', async () => {
      const former = await create('a');
      await former.commit(puts(row('j1')), checkpoint('1'));
      await fixture().store.putInForce([former.id]);
      const pages = former.model.pages(1)[Symbol.asyncIterator]();
      const next = await create('a');
      await fixture().store.putInForce([next.id]);
      expect(await fixture().store.sweep()).toEqual([]);
      expect((await pages.next()).done).toBe(false);
      expect(await former.model.subject('j1')).toHaveLength(1);
      expect(await keysOf(former.model)).toEqual(['j1/']);
    });

    it('that are closed and not in force are swept away', async () => {
      const [left, held, kept] = [await create('a'), await create('a'), await create('a')];
      await fixture().store.putInForce([kept.id]);
      await left.close();
      expect(await fixture().store.sweep()).toEqual([left.id]);
      await expect(fixture().store.open(left.id, table)).rejects.toThrow(BuildUnusable);
      const reopened = await fixture().reopen();
      expect(await reopened.sweep()).toEqual([held.id]);
      await expect(reopened.open(kept.id, table)).resolves.toBeDefined();
    });

    it('cannot be opened with another table', async () => {
      const { id } = await create('a');
      const reopened = await fixture().reopen();
      await expect(reopened.open(id, { ...table, more: integer() })).rejects.toThrow(BuildUnusable);
      await expect(reopened.open(id, table)).resolves.toBeDefined();
    });

    it('cannot be opened where there is none', async () =>
      expect(
        fixture().store.open({ projection: 'a', version: 1, build: '0'.repeat(12) }, table),
      ).rejects.toThrow(BuildUnusable));

    it('are closed with the store, which may be closed again', async () => {
      const build = await create('a');
      await fixture().store.close();
      await build.close();
      await fixture().store.close();
      await expect(build.model.subject('j1')).rejects.toThrow();
    });

    it('have one writer here', async () => {
      const { id } = await create('a');
      await expect(fixture().store.open(id, table)).rejects.toThrow(BuildHeld);
    });

    it('have one writer here where several would open them at once, some of them in vain', async () => {
      const build = await create('a');
      await build.close();
      const { store } = fixture();
      const tables: readonly Columns[] = [{ ...table, more: integer() }, table, table];
      const opened = await Promise.allSettled(tables.map((one) => store.open(build.id, one)));
      const taken = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(taken).toHaveLength(1);
      await expect(store.open(build.id, table)).rejects.toThrow(BuildHeld);
      await taken[0]?.commit(puts(row('j1')), checkpoint('2'));
    });
  });
}
