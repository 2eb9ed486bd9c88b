import fc from 'fast-check';
import { setTimeout as delay } from 'node:timers/promises';
import { append, bought, opened } from '../events';
import { allProjections } from '../projections';
import { useCluster, type MakeCluster } from './fixture';

const names = allProjections.map(({ name }) => name);

/** Milliseconds. */
interface Round {
  /** Nodes that are asked to rebuild, one after the other. */
  readonly asked: readonly { readonly node: number; readonly projections: readonly string[] }[];
  readonly victim: number;
  readonly cutAfter: number;
  /** Shorter than a lease. */
  readonly cutFor: number;
}

const node = fc.nat({ max: 2 });
const round: fc.Arbitrary<Round> = fc.record({
  asked: fc.array(fc.record({ node, projections: fc.subarray(names, { minLength: 1 }) }), {
    ...{ minLength: 1, maxLength: 2 },
  }),
  victim: node,
  cutAfter: fc.nat({ max: 900 }),
  cutFor: fc.constantFrom(10, 20, 50, 300),
});

export function shortCutsSuite(make: MakeCluster): void {
  describe('nodes that hear nothing of the read store for moments', () => {
    const { start } = useCluster(make);

    it('do every rebuild that is asked for', async () => {
      const first = await start();
      const nodes = [first, await start(), await start()];
      const seed = Math.floor(Math.random() * 2 ** 31);
      const failed: string[] = [];
      for (const { asked, victim, cutAfter, cutFor } of fc.sample(round, { numRuns: 6, seed })) {
        const rebuilding = asked.map(async ({ node: at, projections }) =>
          nodes[at]?.runtime.rebuild(projections).catch((error: unknown) => failed.push(String(error))),
        );
        await delay(cutAfter);
        nodes[victim]?.stores.cut();
        await delay(cutFor);
        nodes[victim]?.stores.heal();
        await Promise.all(rebuilding);
        const position = await append(first.log, opened('j1', 1), bought('j2', 2));
        for (const { runtime } of nodes) await runtime.waitFor(position, 10_000);
      }
      expect({ seed, failed }).toEqual({ seed, failed: [] });
      const dumps = await Promise.all(nodes.map(({ engine }) => engine.dump()));
      expect(new Set(dumps).size).toBe(1);
    }, 120_000);
  });
}
