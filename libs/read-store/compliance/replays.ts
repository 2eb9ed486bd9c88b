import { BuildUnusable, ReplayExists, ReplayMissing, type Replay } from '@rapport/read-store';
import { checkpoint, complete, table, useStore, type OpenFixture } from './fixture';

const replay = (name: string, expiresAt = 1_000): Replay => ({
  ...{ name, asOf: 5, knownAt: null, expiresAt },
  projections: ['p', 'q'],
});

export function replaysSuite(open: OpenFixture): void {
  describe('replays', () => {
    const fixture = useStore(open);
    const names = async () => (await fixture().store.replays()).map(({ name }) => name);

    it('are listed by name with their builds', async () => {
      const { store } = fixture();
      await store.createReplay({ name: 'then', asOf: null, knownAt: 7, projections: [], expiresAt: 9 });
      await store.createReplay(replay('before'));
      const build = await complete(store, 'a', 1, 'before');
      const half = await store.create('b', 1, table, 'before');
      const listed = [
        { id: build.id, state: 'complete', progress: undefined, replay: 'before' },
        { id: half.id, state: 'loading', progress: undefined, replay: 'before' },
      ];
      expect(await store.replays()).toEqual([
        { ...replay('before'), builds: listed },
        { name: 'then', asOf: null, knownAt: 7, projections: [], expiresAt: 9, builds: [] },
      ]);
      expect(await store.builds()).toEqual(listed);
    });

    it('have names of their own', async () => {
      await fixture().store.createReplay(replay('a'));
      await expect(fixture().store.createReplay(replay('a'))).rejects.toThrow(ReplayExists);
      await expect(fixture().store.create('a', 1, table, 'b')).rejects.toThrow(ReplayMissing);
    });

    it('are never in force, nor in the way of builds that are', async () => {
      const { store } = fixture();
      await store.createReplay(replay('a'));
      const mine = await complete(store, 'p');
      const { id } = await complete(store, 'p', 1, 'a');
      await expect(store.putInForce([id])).rejects.toThrow(BuildUnusable);
      await mine.close();
      expect(await store.sweep(999)).toEqual([]);
    });

    it('stay until they expire', async () => {
      await fixture().store.createReplay(replay('a', 1_000));
      await fixture().store.createReplay(replay('b', 1_001));
      const [a, b] = [
        await complete(fixture().store, 'p', 1, 'a'),
        await complete(fixture().store, 'p', 1, 'b'),
      ];
      await a.close();
      await b.close();
      expect(await fixture().store.sweep()).toEqual([]);
      expect(await fixture().store.sweep(999)).toEqual([]);
      expect(await fixture().store.sweep(1_000)).toEqual([a.id]);
      expect(await names()).toEqual(['b']);
    });

    it('that expired serve those who hold their builds', async () => {
      await fixture().store.createReplay(replay('a'));
      const build = await complete(fixture().store, 'p', 1, 'a');
      expect(await fixture().store.sweep(1_000)).toEqual([]);
      expect(await names()).toEqual([]);
      expect(await build.model.checkpoint()).toEqual(checkpoint('1'));
      await build.close();
      expect(await fixture().store.sweep()).toEqual([build.id]);
    });

    it('are removed by name, their builds with them; none by a name that is not there', async () => {
      await fixture().store.createReplay(replay('a'));
      const build = await complete(fixture().store, 'p', 1, 'a');
      await build.close();
      await fixture().store.removeReplay('b');
      await fixture().store.removeReplay('a');
      expect(await fixture().store.replays()).toEqual([]);
      await expect(fixture().store.open(build.id, table)).rejects.toThrow(BuildUnusable);
      expect(await fixture().store.sweep()).toEqual([build.id]);
      await fixture().store.createReplay(replay('a'));
    });

    it('keep the builds that a crash left empty, so that nobody takes the others for all of it', async () => {
      await fixture().store.createReplay(replay('a'));
      const whole = await complete(fixture().store, 'p', 1, 'a');
      const empty = await fixture().store.create('q', 1, table, 'a');
      await empty.load();
      const reopened = await fixture().reopen();
      expect(await reopened.sweep()).toEqual([]);
      const [kept] = await reopened.replays();
      expect(kept?.builds.map(({ id, state }) => [id, state])).toEqual([[whole.id, 'complete'], [empty.id, 'loading']]); // prettier-ignore
      await expect(reopened.open(empty.id, table)).rejects.toThrow(BuildUnusable);
    });

    it('are there after a restart', async () => {
      await fixture().store.createReplay(replay('a'));
      const { id } = await complete(fixture().store, 'p', 1, 'a');
      const reopened = await fixture().reopen();
      expect((await reopened.replays()).map(({ builds }) => builds.map((build) => build.id))).toEqual([[id]]);
      await expect(reopened.open(id, table)).resolves.toBeDefined();
    });
  });
}
