import { customerSubject } from '@rapport/read-store';
import fc from 'fast-check';
import { history } from './arrivals/histories';
import { ledger, ledgerOfItsOwn } from './arrivals/ledger';
import { append, bought, linked, opened, unlinked, type Arrival } from './events';
import { usePlace, type Engine, type MakePlace } from './fixture';
import { purchases } from './projections';

const family = customerSubject('family');

/** What a customer of two or more journeys has, and what its journeys keep. */
/** @param runs hundreds of histories */
export function customersSuite(make: MakePlace, runs: number): void {
  const many = 100 * runs;

  describe('customers of several journeys', () => {
    const { start } = usePlace(make);
    const spentOf = async ({ runtime }: Engine, subject: string) =>
      (await runtime.model(purchases).subject(subject)).map(({ row }) => row.spentMinor);

    it('have merged rows once they are two, beside the rows of their journeys', async () => {
      const engine = await start();
      await append(engine.log, bought('a', 1), bought('b', 2), linked('a', 3, 'family'));
      await engine.caughtUp();
      expect(await spentOf(engine, family)).toEqual([]);
      await append(engine.log, linked('b', 4, 'family'));
      await engine.caughtUp();
      expect(await spentOf(engine, family)).toEqual([3]);
      expect([await spentOf(engine, 'a'), await spentOf(engine, 'b')]).toEqual([[1], [2]]);
      expect(await engine.runtime.memberships().membersOf('family')).toEqual(['a', 'b']);
    });

    it('are folded in order of time across their journeys, whichever comes late', async () => {
      const engine = await start();
      await append(engine.log, linked('a', 0, 'family'), linked('b', 0, 'family'));
      for (const late of [bought('b', 5, 'y'), bought('a', 1, 'w'), bought('b', 9, 'z'), bought('a', 7, 'x')])
        await engine.runtime.waitFor(await append(engine.log, late));
      const [merged] = await engine.runtime.model(purchases).subject(family);
      expect(merged?.row.ids.map((id) => id.split(':')[0])).toEqual(['a/w', 'b/y', 'a/x', 'b/z']);
    });

    it('are folded again when a journey moves to another, and lose it', async () => {
      const engine = await start();
      await append(engine.log, bought('a', 1), bought('b', 2), bought('c', 4));
      const links = ['a', 'b', 'c'].map((id) => linked(id, 5, 'family'));
      await append(engine.log, ...links, linked('c', 6, 'firm'), linked('b', 7, 'firm'));
      await engine.caughtUp();
      expect([await spentOf(engine, family), await spentOf(engine, customerSubject('firm'))]).toEqual([
        [],
        [6],
      ]);
      expect(await engine.runtime.memberships().everMembersOf('family')).toEqual(['a', 'b', 'c']);
    });

    it('are whose the latest link in order of time says, however late it is told', async () => {
      const engine = await start();
      await append(engine.log, bought('a', 1), linked('a', 8, 'firm'));
      await engine.caughtUp();
      await append(engine.log, linked('a', 5, 'family'));
      await engine.caughtUp();
      expect(await engine.runtime.memberships().customerOf('a')).toBe('firm');
    });

    it('leave no trace in what is held, unlinked again', async () => {
      const engine = await start({ projections: [purchases, ledger] });
      await append(engine.log, ...['a', 'b', 'c'].flatMap((id, n) => [bought(id, n), opened(id, 9)]));
      await engine.caughtUp();
      const before = await engine.dump();
      await append(engine.log, ...['a', 'b', 'c'].map((id) => linked(id, 3, 'family')));
      await engine.caughtUp();
      expect(await engine.dump()).not.toBe(before);
      await append(engine.log, ...['c', 'a', 'b'].map((id) => unlinked(id, 10, 'family')));
      await engine.caughtUp();
      expect(await engine.dump()).toBe(before);
    });

    it('are the same after a restart in between', async () => {
      const first = await start();
      await append(first.log, bought('a', 1), linked('a', 2, 'family'), linked('b', 2, 'family'));
      await first.caughtUp();
      await first.stop();
      const second = await start();
      await append(second.log, bought('b', 5), unlinked('a', 6, 'family'), linked('c', 1, 'family'));
      await second.caughtUp();
      expect(await spentOf(second, family)).toEqual([5]);
      const live = await second.dump();
      await second.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await second.dump()).toBe(live);
    });

    it.each([
      ['the journeys’ fold', ledger],
      ['a fold of their own', ledgerOfItsOwn],
    ])(
      `end as a rebuild makes them, by %s: ${many} histories side by side`,
      async (_, definition) => {
        const engine = await start({ projections: [definition], limits: { cachedEvents: 3_000 } });
        const seed = Math.floor(Math.random() * 2 ** 31);
        const histories = fc
          .sample(history, { numRuns: many, seed })
          .map((arrivals, n) => ownNames(arrivals, String(n)));
        await append(engine.log, ...interleaved(histories));
        await engine.caughtUp();
        const live = await engine.dump();
        await engine.runtime.rebuild([definition.name]);
        expect(`seed ${seed}\n${await engine.dump()}`).toBe(`seed ${seed}\n${live}`);
      },
      120_000,
    );
  });
}

/** The same history of journeys and customers of its own. */
export function ownNames(arrivals: readonly Arrival[], suffix: string): Arrival[] {
  return arrivals.map(({ journeyId, event }) => {
    const { customerId } = event.data as { readonly customerId?: string };
    const data = customerId === undefined ? event.data : { ...event.data, customerId: customerId + suffix };
    return { journeyId: journeyId + suffix, event: { ...event, data } };
  });
}

/** The first event of each, then the second of each; of every third history the later half comes first. */
export function interleaved(histories: readonly (readonly Arrival[])[]): Arrival[] {
  const arriving = histories.map((arrivals, n) => {
    const half = n % 3 === 0 ? Math.floor(arrivals.length / 2) : 0;
    return [...arrivals.slice(half), ...arrivals.slice(0, half)];
  });
  const longest = Math.max(...arriving.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    arriving.flatMap((arrivals) => arrivals[at] ?? []),
  ).flat();
}
