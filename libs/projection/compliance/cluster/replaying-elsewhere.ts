import { once } from 'node:events';
import type { Policy, PolicyHistory } from '@rapport/policy';
import { createReplays, type Fill, type Replays } from '@rapport/projection';
import { dump } from '../dump';
import { append, bought } from '../events';
import { purchases } from '../projections';
import { useCluster, type MakeCluster, type Node } from './fixture';
import { until } from './until';

const policy = { version: 1 } as Policy;
const policies: PolicyHistory = { inForce: policy, inForceAt: () => policy, version: () => policy };
const projections = [purchases];

export function replayingElsewhereSuite(make: MakeCluster): void {
  describe('a replay', () => {
    const { start } = useCluster(make);
    const all: Replays[] = [];
    afterEach(async () => {
      for (const replays of all.splice(0)) await replays.stop();
    });
    const replaysOf = async ({ stores: { log, readStore } }: Node, fill?: Fill): Promise<Replays> => {
      const settings = fill && { fill, limits: { threadEvents: 1 } };
      const replays = createReplays({ projections, log, readStore, policies, ...settings });
      all.push(replays);
      await replays.start();
      return replays;
    };
    const isReady = (replays: Replays) => async (): Promise<boolean> =>
      (await replays.find('then')).state === 'ready';

    it('that one node makes is known to all, made once, and answered from everywhere', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      const [onA, onB] = [await replaysOf(a), await replaysOf(b)];
      await append(a.log, bought('j1', 1), bought('j1', 9));
      await onA.create({ name: 'then', asOf: 5, expiresInMs: 60_000 });
      expect(await onB.find('then')).toMatchObject({ asOf: 5 });
      for (const replays of [onA, onB]) await until(isReady(replays));
      const [here, there] = [await onA.ready('then'), await onB.ready('then')];
      expect(await dump(there.model(purchases))).toBe(await dump(here.model(purchases)));
      expect(await there.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect((await b.stores.readStore.replays())[0]?.builds).toHaveLength(1);
      await expect(onB.create({ name: 'then', expiresInMs: 1 })).rejects.toMatchObject({
        code: 'replay-exists',
      });
    });

    it('that is ready is answered from a node that never heard of it before', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      const [onA, onB] = [await replaysOf(a), await replaysOf(b)];
      await append(a.log, bought('j1', 1));
      await onA.create({ name: 'then', expiresInMs: 60_000 });
      await until(isReady(onA));
      const there = await onB.ready('then');
      expect(await there.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect((await onB.find('then')).progress).toMatchObject({ done: 1, total: 1 });
    });

    it('tells on every node how far the one is that makes it', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      await append(a.log, bought('j1', 1), bought('j2', 2));
      const onB = await replaysOf(b);
      const onA = await replaysOf(a, stuckAt(1));
      await onA.create({ name: 'then', expiresInMs: 60_000 });
      await until(async () => (await onB.find('then')).progress.done === 1);
      expect(await onB.find('then')).toMatchObject({ state: 'building', progress: { total: 2 } });
    });

    it('that one node removes is gone everywhere', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      const [onA, onB] = [await replaysOf(a), await replaysOf(b)];
      await append(a.log, bought('j1', 1));
      await onA.create({ name: 'then', expiresInMs: 60_000 });
      await until(isReady(onB));
      await onB.remove('then');
      await expect(onA.ready('then')).rejects.toMatchObject({ code: 'replay-not-found' });
      expect(await onA.list()).toEqual([]);
    });
  });
}

/** Comes so far, and no further until it is broken off. */
const stuckAt =
  (done: number): Fill =>
  async ({ progress, signal }) => {
    progress.reach(done);
    await once(signal, 'abort');
    throw new Error('It was broken off.');
  };
