import { ProjectedElsewhere, projection, VersionSuperseded } from '@rapport/projection';
import type { ReadStore } from '@rapport/read-store';
import { append, bought } from '../events';
import { purchases } from '../projections';
import { endless } from './endless';
import { useCluster, type MakeCluster } from './fixture';
import { equalsARebuild } from './sharing';
import { until } from './until';

const another = projection({ ...purchases, name: 'purchases-again' });

export function askedElsewhereSuite(make: MakeCluster): void {
  describe('what only the projector may do', () => {
    const { start, prepare } = useCluster(make);
    const projections = [purchases];

    it('is done by whichever node is asked: a rebuild, which the others see swapped', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      await a.runtime.waitFor(await append(a.log, bought('j1', 1), bought('j1', 2)));
      await b.engine.caughtUp();
      expect(await a.projects()).toEqual(['purchases']);
      const [onA, onB] = [a.runtime.model(purchases), b.runtime.model(purchases)];
      await b.runtime.rebuild(['purchases']);
      expect(await b.projects()).toEqual(['purchases']);
      await until(() => a.runtime.model(purchases) !== onA);
      expect(b.runtime.model(purchases)).not.toBe(onB);
      const position = await append(a.log, bought('j1', 3));
      for (const { runtime } of [a, b]) {
        await runtime.waitFor(position);
        expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 3 } }]);
      }
      expect(await onA.subject('j1')).toMatchObject([{ row: { count: 2 } }]); // as a request that began before
      await equalsARebuild(a);
    });

    it('is done in turn where several are asked at once', async () => {
      const [a, b] = [await start({ projections }), await start({ projections })];
      await a.runtime.waitFor(await append(a.log, bought('j1', 1)));
      await Promise.all([a, b, a].map(({ runtime }) => runtime.rebuild(['purchases'])));
      const position = await append(b.log, bought('j1', 2));
      for (const { runtime } of [a, b]) await runtime.waitFor(position);
      expect(await a.engine.dump()).toBe(await b.engine.dump());
    });

    it('is done in turn also where each has some of what both are asked for', async () => {
      const settings = { projections: [purchases, another], limits: { letGoMs: 15_000 } };
      const [a, b] = [await start(settings), await start(settings)];
      await a.runtime.waitFor(await append(a.log, bought('j1', 1)));
      for (const node of [a, b]) await until(async () => (await node.projects()).length === 1);
      const names = [purchases.name, another.name];
      await Promise.all([a, b].map(({ runtime }) => runtime.rebuild(names)));
      const position = await append(b.log, bought('j1', 2));
      for (const { runtime } of [a, b]) await runtime.waitFor(position);
      expect(await a.engine.dump()).toBe(await b.engine.dump());
    });

    it('leaves the former build with those who read it, also where the swap is looked at before it is done', async () => {
      const { runtime, log, stores } = await start({ projections });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      await lookedAtMeanwhile(stores.readStore, () => runtime.rebuild(['purchases']));
      await stores.readStore.sweep();
      expect((await stores.readStore.builds()).map(({ state }) => state)).toEqual(['complete', 'in-force']);
    });

    it('is refused where another node does not let go in time', async () => {
      const a = await start({ projections, fill: endless, limits: { threadEvents: 1 } });
      const b = await start({ projections, limits: { letGoMs: 300 } });
      await append(a.log, bought('j1', 1), bought('j1', 2));
      await a.engine.caughtUp();
      const stopped = expect(a.runtime.rebuild(['purchases'])).rejects.toMatchObject({
        code: 'rebuild-stopped',
      });
      await until(async () => (await a.runtime.status())[0]?.progress !== undefined);
      const refused = b.runtime.rebuild(['purchases']);
      await expect(refused).rejects.toThrow(ProjectedElsewhere);
      await expect(refused).rejects.toMatchObject({ status: 409, extra: { nodes: [a.name] } });
      await a.runtime.stop();
      await stopped;
    });

    it('goes on on another node where one died over it', async () => {
      const a = await start({ projections, fill: endless, limits: { threadEvents: 1 } });
      const b = await start({ projections });
      await append(a.log, bought('j1', 1), bought('j1', 2));
      await b.engine.caughtUp();
      const former = b.runtime.model(purchases);
      const died = expect(a.runtime.rebuild(['purchases'])).rejects.toThrow();
      await until(async () => (await a.runtime.status())[0]?.progress !== undefined);
      a.stores.cut();
      await until(() => b.runtime.model(purchases) !== former, 10_000);
      expect(await b.runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
      a.stores.heal();
      await a.runtime.stop();
      await died;
    });

    it('is done for a parked journey, too', async () => {
      const unlucky = (mended: boolean) => {
        const count = (state: { count: number }): { count: number } => {
          if (!mended) throw new Error('No.');
          return { count: state.count + 1 };
        };
        return projection({
          ...{ name: 'unlucky', version: 1, table: purchases.table },
          fold: { initial: () => ({ count: 0 }), on: { PurchaseMade: count } },
          rows: ({ count: n }) => [{ part: '', row: { count: n, spentMinor: 0, ids: [] } }],
        });
      };
      const a = await start({ projections: [unlucky(false)] });
      await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      const b = await start({ projections: [unlucky(true)] });
      expect(await b.runtime.parked('unlucky', { limit: 10 })).toHaveLength(1);
      expect(await b.runtime.retryParked('unlucky')).toEqual({ retried: 1, parked: 0 });
      expect(await a.runtime.parked('unlucky', { limit: 10 })).toEqual([]);
    });

    it('is not done by code of another version than the one in force, whose rows are built beside', async () => {
      const [older, newer] = [purchases, projection({ ...purchases, version: 2 })];
      const a = await start({ projections: [older] });
      await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      const b = await prepare({ projections: [newer] });
      await b.start();
      await append(a.log, bought('j1', 2));
      await b.engine.caughtUp();
      expect(await b.runtime.model(newer).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
      await until(async () => (await a.runtime.status())[0]?.state === 'superseded');
      expect(await a.runtime.model(older).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      await expect(a.runtime.rebuild(['purchases'])).rejects.toThrow(VersionSuperseded);
      expect(await b.projects()).toEqual(['purchases']);
      expect(await a.projects()).toEqual([]);
    });
  });
}

/** A rebuild whose swap a look hears of, but reads only when the rebuild has ended. */
async function lookedAtMeanwhile(readStore: ReadStore, rebuild: () => Promise<void>): Promise<void> {
  const { shared } = readStore;
  if (shared === undefined) throw new Error('Nobody looks at a store that is not shared.');
  const putInForce = readStore.putInForce.bind(readStore);
  const read = shared.read.bind(shared);
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  jest.spyOn(readStore, 'putInForce').mockImplementationOnce(async (builds) => {
    let isLookedAt = false;
    jest.spyOn(shared, 'read').mockImplementation(async (id, table) => {
      if (builds.some(({ build }) => build === id.build)) {
        isLookedAt = true;
        await ended;
      }
      return read(id, table);
    });
    await putInForce(builds);
    await until(() => isLookedAt);
  });
  await rebuild();
  const nextLook = jest.spyOn(readStore, 'inForce');
  end();
  await until(() => nextLook.mock.calls.length > 0);
  jest.restoreAllMocks();
}
