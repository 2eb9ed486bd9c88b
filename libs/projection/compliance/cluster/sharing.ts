import { append, bought, opened } from '../events';
import { allProjections, cases, purchases } from '../projections';
import { useCluster, type MakeCluster, type Node, type NodeStores } from './fixture';
import { endless } from './endless';
import { until } from './until';

const names = allProjections.map(({ name }) => name);

export function sharingSuite(make: MakeCluster): void {
  describe('nodes that share a log and a read store', () => {
    const { start, prepare } = useCluster(make);

    it('spread the projections, and come to rest', async () => {
      const a = await start();
      expect(await a.projects()).toEqual(names);
      const b = await start();
      await until(async () => (await b.projects()).length === 1);
      const before = await b.projects();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await b.projects()).toEqual(before);
      expect([...(await a.projects()), ...before].sort()).toEqual([...names].sort());
    });

    it('leave no share to what has the read store open and projects nothing: a tool, a thread, a paused node', async () => {
      await prepare();
      await start({ paused: true });
      const a = await start({ limits: { lookMs: 5_000 } });
      expect(await a.projects()).toEqual(names);
    });

    it('are of one log: who would project another one is refused at its start, and takes nothing from them', async () => {
      const a = await start();
      const position = await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      for (const paused of [false, true]) {
        const stranger = await prepare({ paused }, ofAnotherLog);
        await expect(stranger.runtime.start()).rejects.toThrow('in use for another event log');
        await stranger.runtime.stop();
      }
      expect(await a.projects()).toEqual(names);
      await a.runtime.waitFor(position);
      expect(await a.runtime.model(purchases).subject('j1')).toHaveLength(1);
    });

    it('may be of another log when those before have gone', async () => {
      const a = await start();
      await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      await a.runtime.stop();
      const next = await prepare({}, ofAnotherLog);
      await next.start();
      await next.engine.caughtUp();
      expect(await next.projects()).toEqual(names);
    });

    it('answer the same, whoever projects what, and tell those who wait at once', async () => {
      const [a, b] = [await start(), await start()];
      await until(async () => (await b.projects()).length === 1);
      for (let n = 1; n <= 20; n += 1) {
        const writer = n % 2 === 0 ? a : b;
        const position = await append(writer.log, bought('j1', n), opened('j2', n, `c${n}`));
        await Promise.all([a.runtime.waitFor(position), b.runtime.waitFor(position)]);
        for (const { runtime } of [a, b]) {
          expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: n } }]);
          expect(await runtime.model(cases).subject('j2')).toHaveLength(n);
          expect(runtime.highWater()).toEqual({ position, newestOccurredAt: n });
        }
      }
      expect(await a.engine.dump()).toBe(await b.engine.dump());
      await equalsARebuild(a);
    });

    it('have the rows of others from the start on', async () => {
      const a = await start();
      const position = await append(a.log, bought('j1', 7));
      await a.engine.caughtUp();
      const b = await start();
      expect(b.runtime.highWater()).toEqual({ position, newestOccurredAt: 7 });
      expect(await b.runtime.model(purchases).subject('j1')).toHaveLength(1);
    });

    it('hand over at once when they stop', async () => {
      const [a, b] = [await start(), await start()];
      await append(a.log, bought('j1', 1));
      await a.engine.caughtUp();
      await a.runtime.stop();
      const took = await until(async () => (await b.projects()).length === names.length);
      expect(took).toBeLessThan(3_000);
      await append(b.log, bought('j1', 2));
      await b.engine.caughtUp();
      expect(await b.runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
    });

    it('tell the listeners of a node that projects nothing', async () => {
      await start({ projections: [purchases] });
      const told: string[] = [];
      const b = await prepare({
        projections: [purchases],
        listeners: [(events) => void told.push(...events.map(({ type }) => type))],
      });
      await b.start();
      const published = { ...bought('x', 1).event, type: 'PolicyPublished' };
      await b.log.append('policy-default', [published], 'any');
      await until(() => told.includes('PolicyPublished'));
      expect(await b.projects()).toEqual([]);
    });

    it('say who projects, and of what is not there yet how much it will be', async () => {
      const a = await prepare({ projections: [purchases], fill: endless, limits: { threadEvents: 1 } });
      await append(a.log, bought('j1', 1), bought('j2', 2));
      await a.runtime.start();
      const b = await start({ projections: [purchases] });
      expect((await b.runtime.status())[0]).toMatchObject({ node: a.name, state: 'rebuilding', parked: 0 });
      expect(() => b.runtime.model(purchases)).toThrow('0 of 2 events');
      await a.runtime.stop();
      await until(async () => (await b.runtime.status())[0]?.state === 'live');
      expect(await b.runtime.model(purchases).subject('j2')).toHaveLength(1);
      expect((await b.runtime.status())[0]).toMatchObject({ node: b.name, lagEvents: 0 });
    });
  });
}

/** The same stores, but for the log's id. */
const ofAnotherLog = (stores: NodeStores): NodeStores => ({
  ...stores,
  log: new Proxy(stores.log, {
    get: (log, key) => (key === 'logId' ? 'another' : bound(log, Reflect.get(log, key, log))),
  }),
});

const bound = (owner: object, member: unknown): unknown =>
  typeof member === 'function' ? (member.bind(owner) as unknown) : member;

/** What live batches and nodes made, one after the other, is what one node makes anew. */
export async function equalsARebuild({ engine, runtime }: Node): Promise<void> {
  const rows = await engine.dump();
  const built = (await runtime.status()).map(({ name }) => name);
  await runtime.rebuild(built);
  expect(await engine.dump()).toBe(rows);
}
