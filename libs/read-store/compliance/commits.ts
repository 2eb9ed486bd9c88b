import { checkpoint, puts, row, table, useStore, type OpenFixture } from './fixture';

export function commitsSuite(open: OpenFixture): void {
  describe('a commit', () => {
    const fixture = useStore(open);

    it('has none before the first', async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      expect(await build.model.checkpoint()).toBeUndefined();
    });

    it('carries its checkpoint, also without rows', async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      await build.commit(puts(), { ...checkpoint('1'), newestOccurredAt: null });
      expect(await build.model.checkpoint()).toEqual({ ...checkpoint('1'), newestOccurredAt: null });
      await build.commit(puts(), checkpoint('2'));
      expect(await build.model.checkpoint()).toEqual(checkpoint('2'));
    });

    it('is all or nothing: where one row is refused, rows and checkpoint stay', async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      await build.commit(puts(row('j1')), checkpoint('1'));
      const broken = { ...row('j3'), values: [null, null, null, null, null, null] };
      const changes = { puts: [row('j2'), broken], removals: [{ subject: 'j1', part: '' }] };
      await expect(build.commit(changes, checkpoint('2'))).rejects.toThrow();
      expect(await build.model.checkpoint()).toEqual(checkpoint('1'));
      expect(await build.rowsOf(['j1'])).toHaveLength(1);
      expect(await build.rowsOf(['j2'])).toEqual([]);
      await build.commit(puts(row('j2')), checkpoint('2'));
      expect(await build.rowsOf(['j2'])).toHaveLength(1);
    });

    it('is there after a restart', async () => {
      const build = await fixture().store.create('trust-level', 1, table);
      await build.commit(puts(row('j1', '', 7)), checkpoint('1'));
      await fixture().store.putInForce([build.id]);
      const again = await (await fixture().reopen()).open(build.id, table);
      expect(await again.model.checkpoint()).toEqual(checkpoint('1'));
      expect(await again.rowsOf(['j1'])).toEqual([row('j1', '', 7)]);
    });

    it('of one build leaves the others alone', async () => {
      const first = await fixture().store.create('trust-level', 1, table);
      const second = await fixture().store.create('trust-level', 1, table);
      await first.commit(puts(row('j1')), checkpoint('1'));
      expect(await second.model.checkpoint()).toBeUndefined();
      expect(await second.rowsOf(['j1'])).toEqual([]);
    });
  });
}
