import type { EventStore } from '@rapport/event-store';
import { ReadStoreUnavailable } from '@rapport/read-store';
import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { append, bought, linked, opened } from '../events';
import { allProjections, purchases } from '../projections';
import { endless } from './endless';
import { useCluster, type MakeCluster, type Node, type NodeStores } from './fixture';
import { equalsARebuild } from './sharing';
import { until } from './until';

const names = allProjections.map(({ name }) => name);

export function failingNodesSuite(make: MakeCluster): void {
  describe('a node among others', () => {
    const { start, prepare } = useCluster(make);

    it('that is dead is taken over from within five seconds', async () => {
      const [a, b] = [await start(), await start()];
      await append(a.log, bought('j1', 1));
      await b.engine.caughtUp();
      a.stores.cut();
      const position = await append(b.log, bought('j1', 2), opened('j1', 3));
      await b.runtime.waitFor(position, 5_000);
      expect(await b.runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
      expect(await b.projects()).toEqual(names);
    });

    it('that was silent for longer than its lease writes nothing when it is back, and goes on as one of them', async () => {
      const [a, b] = [await start(), await start()];
      await append(a.log, bought('j1', 1));
      await b.engine.caughtUp();
      a.stores.cut();
      await until(async () => (await b.projects()).length === names.length);
      await append(b.log, ...Array.from({ length: 30 }, (_, n) => bought(`j${n % 3}`, 30 - n)));
      await b.engine.caughtUp();
      a.stores.heal();
      const position = await append(b.log, bought('j1', 50));
      await Promise.all([a.runtime.waitFor(position), b.runtime.waitFor(position)]);
      await until(async () => (await a.projects()).length > 0);
      expect(await a.engine.dump()).toBe(await b.engine.dump());
      await equalsARebuild(a);
    });

    it('that does not hear from the log leaves its projections to the others, and has its share again when it does', async () => {
      const network = { isLost: false };
      const [a, b] = [await prepare(noticing, deafBy(network)), await start()];
      await a.start();
      await until(async () => (await a.projects()).length > 0);
      network.isLost = true;
      await until(async () => (await b.projects()).length === names.length);
      const position = await append(b.log, bought('j1', 1));
      await b.runtime.waitFor(position);
      network.isLost = false;
      await until(async () => (await a.projects()).length > 0);
      await equalsARebuild(a);
    });

    it('that does not hear from the log leaves also what it is rebuilding', async () => {
      const network = { isLost: false };
      const limits = { ...noticing.limits, threadEvents: 1 };
      const a = await prepare({ limits, fill: endless }, deafBy(network));
      const b = await start();
      await append(b.log, bought('j1', 1));
      await a.start();
      await new Promise((resolve) => {
        a.runtime.rebuild(names, resolve).catch(() => undefined); // broken off in the end
      });
      expect(await b.projects()).toEqual([]);
      network.isLost = true;
      await until(async () => (await b.projects()).length === names.length);
      await b.runtime.waitFor(await append(b.log, bought('j1', 2)));
    });

    it('holds out while the read store is away, as all others do, and all go on by themselves', async () => {
      const [a, b] = [await start(), await start()];
      await append(a.log, bought('j1', 1));
      await b.engine.caughtUp();
      for (const { stores } of [a, b]) stores.cut();
      const position = await append(a.log, bought('j1', 2), bought('j2', 1));
      await delay(300);
      for (const { stores } of [a, b]) stores.heal();
      await Promise.all([a.runtime.waitFor(position, 8_000), b.runtime.waitFor(position, 8_000)]);
      await equalsARebuild(b);
    });

    it('answers those who ask for what cannot begin while the read store is away', async () => {
      const a = await start({ projections: [purchases], limits: { beginMs: 300 } });
      await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      a.stores.cut();
      await expect(a.runtime.rebuild(['purchases'])).rejects.toThrow(ReadStoreUnavailable);
      await expect(a.runtime.retryParked('purchases')).rejects.toThrow(ReadStoreUnavailable);
      a.stores.heal();
      await until(async () => (await a.projects()).length > 0);
      await a.runtime.rebuild(['purchases']);
    });

    it('comes and goes, and in the end all rows are what a rebuild makes them', async () => {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const nodes = [await start(), await start(), await start()];
      const [first = 0] = fc.sample(fc.integer({ min: 0, max: 2 }), { numRuns: 1, seed });
      for (let round = 0; round < 4; round += 1) {
        const victim = nodes[(first + round) % nodes.length];
        const others = nodes.filter((one) => one !== victim);
        await append(at(others, 0).log, ...arrivals(round));
        victim?.stores.cut();
        const rebuilding = at(others, round).runtime.rebuild([names[round % names.length] ?? '']);
        await append(at(others, 1).log, ...arrivals(round + 10));
        await Promise.all([rebuilding, at(others, 0).engine.caughtUp()]);
        if (round % 2 === 0) await delay(4_000); // longer than a lease
        victim?.stores.heal();
      }
      const position = await append(at(nodes, 0).log, bought('end', 1));
      for (const { runtime } of nodes) await runtime.waitFor(position, 10_000);
      const dumps = await Promise.all(nodes.map(({ engine }) => engine.dump()));
      expect(new Set(dumps).size).toBe(1);
      await equalsARebuild(at(nodes, 2));
    }, 60_000);
  });
}

/** Quick to find that it does not hear from the log. */
const noticing = { limits: { logLostMs: 200 } };

/** Its log answers no question while the network is lost. */
const deafBy =
  (network: { readonly isLost: boolean }) =>
  (stores: NodeStores): NodeStores => {
    const asked = new Set(['head', 'count', 'eventAt', 'readAll', 'readStream']);
    const log = new Proxy(stores.log, {
      get: (target, name: keyof EventStore) =>
        network.isLost && asked.has(name) ? () => new Promise<never>(() => undefined) : target[name],
    });
    return { ...stores, log };
  };

const at = (nodes: readonly Node[], n: number): Node => {
  const node = nodes[n % nodes.length];
  if (node === undefined) throw new Error('There are no nodes.');
  return node;
};

const arrivals = (round: number) =>
  Array.from({ length: 20 }, (_, n) =>
    n % 7 === 3
      ? linked(`j${n % 4}`, n * 3 + round, `family${round % 2}`)
      : n % 3 === 0
        ? opened(`j${n % 5}`, 100 - n + round, `c${n}`)
        : bought(`j${n % 5}`, (n * 37 + round) % 101, `p${round}`),
  );
