import { checkpoint, complete, puts, row, table, useStore } from '../fixture';
import { isKind, listen, sharedOf, type OpenSharedFixture } from './fixture';

export function newsSuite(open: OpenSharedFixture): void {
  describe('what is told', () => {
    const fixture = useStore(open);

    it('is each commit, to all', async () => {
      const build = await complete(fixture().store, 'a');
      const all = [fixture().store, await fixture().another()].map(listen);
      await build.commit(puts(row('j1')), checkpoint('2'));
      await build.commit(puts(row('j1')), checkpoint('3'));
      for (const news of all) {
        await news.until((change) => change.kind === 'committed' && change.checkpoint.position === '3');
        expect(news.heard).toEqual([
          { kind: 'committed', build: build.id.build, checkpoint: checkpoint('2') },
          { kind: 'committed', build: build.id.build, checkpoint: checkpoint('3') },
        ]);
      }
    });

    it('was committed when it is told', async () => {
      const build = await complete(fixture().store, 'a');
      const other = await fixture().another();
      const model = await sharedOf(other).read(build.id, table);
      const news = listen(other);
      for (let position = 2; position < 20; position += 1) {
        const committed = build.commit(puts(row('j1')), checkpoint(String(position)));
        await news.until(
          (change) => change.kind === 'committed' && change.checkpoint.position === String(position),
        );
        expect((await model.checkpoint())?.position).toBe(String(position));
        await committed;
      }
    });

    it('is that other builds are in force', async () => {
      const { id } = await complete(fixture().store, 'a');
      const other = await fixture().another();
      const news = listen(other);
      await fixture().store.putInForce([id]);
      await news.until(isKind('in-force'));
      expect(await other.inForce()).toEqual([id]);
    });

    it('is nothing of a commit that failed', async () => {
      const build = await complete(fixture().store, 'a');
      const news = listen(await fixture().another());
      const broken = { ...row('j1'), values: [null, null, null, null, null, null] };
      await expect(build.commit({ puts: [broken], removals: [] }, checkpoint('2'))).rejects.toThrow();
      await build.commit(puts(), checkpoint('3'));
      await news.until((change) => change.kind === 'committed' && change.checkpoint.position === '3');
      expect(news.heard).toHaveLength(1);
    });

    it('is told to who listens, as long as they do', async () => {
      const build = await complete(fixture().store, 'a');
      const [ended, news] = [listen(fixture().store), listen(fixture().store)];
      ended.end();
      await build.commit(puts(), checkpoint('2'));
      await news.until(isKind('committed'));
      expect(ended.heard).toEqual([]);
    });
  });
}
