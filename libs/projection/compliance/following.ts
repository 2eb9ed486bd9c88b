import { WaitForTimeout, UnknownProjection } from '@rapport/projection';
import type { RecordedEvent } from '@rapport/event-store';
import { append, begun, bought, closed, noted, opened, publish } from './events';
import { usePlace, type MakePlace } from './fixture';
import { cases, purchases, stages } from './projections';

export function followingSuite(make: MakePlace): void {
  describe('following the log', () => {
    const { start, make: prepare } = usePlace(make);

    it('has rows as soon as a position is reached', async () => {
      const { log, runtime } = await start();
      await runtime.waitFor(await append(log, bought('j1', 5), opened('j1', 6)));
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([
        { part: '', row: { count: 1, spentMinor: 5 } },
      ]);
      expect(await runtime.model(cases).subject('j1')).toMatchObject([
        { part: 'c', row: { path: 'opened' } },
      ]);
    });

    it('goes on from the state at hand', async () => {
      const { log, runtime } = await start();
      for (const at of [1, 2, 3]) await runtime.waitFor(await append(log, bought('j1', at)));
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([
        { row: { count: 3, spentMinor: 6 } },
      ]);
    });

    it('puts a late event in its place', async () => {
      const { log, runtime } = await start();
      await runtime.waitFor(await append(log, bought('j1', 1, 'a'), bought('j1', 9, 'c')));
      await runtime.waitFor(await append(log, bought('j1', 5, 'b')));
      const [stored] = await runtime.model(purchases).subject('j1');
      expect(stored?.row.ids.map((id) => id.slice(0, 1))).toEqual(['a', 'b', 'c']);
    });

    it('orders events of one instant as they were recorded', async () => {
      const { log, runtime } = await start();
      await runtime.waitFor(
        await append(log, bought('j1', 5, 'b'), bought('j1', 5, 'a'), bought('j1', 4, 'c')),
      );
      const [stored] = await runtime.model(purchases).subject('j1');
      expect(stored?.row.ids.map((id) => id.slice(0, 1))).toEqual(['c', 'b', 'a']);
    });

    it('removes rows that a journey no longer yields', async () => {
      const { log, runtime } = await start();
      await runtime.waitFor(await append(log, opened('j1', 1, 'c1'), opened('j1', 2, 'c2')));
      await runtime.waitFor(await append(log, closed('j1', 3, 'c1', 'void')));
      expect((await runtime.model(cases).subject('j1')).map(({ part }) => part)).toEqual(['c2']);
    });

    it('is the same with no state at hand', async () => {
      const { log, runtime } = await start({ limits: { cachedEvents: 1 } });
      for (const at of [1, 4, 2]) {
        await runtime.waitFor(
          await append(log, bought('j1', at), bought('j2', at), opened('j2', at, `c${at}`)),
        );
      }
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([
        { row: { count: 3, spentMinor: 7 } },
      ]);
      expect((await runtime.model(cases).subject('j2')).map(({ part }) => part)).toEqual(['c1', 'c2', 'c4']);
    });

    it('says how far it is, whatever the type of the newest event', async () => {
      const { log, runtime } = await start();
      expect(runtime.highWater()).toEqual({ position: undefined, newestOccurredAt: undefined });
      await runtime.waitFor(await append(log, bought('j1', 9)));
      const position = await append(log, noted('j1', 7));
      await runtime.waitFor(position);
      expect(runtime.highWater()).toEqual({ position, newestOccurredAt: 9 });
    });

    it('takes the moment from journeys, never from policies', async () => {
      const { log, runtime } = await start();
      const position = await publish(log, 1_000);
      await runtime.waitFor(position);
      expect(runtime.highWater()).toEqual({ position, newestOccurredAt: undefined });
    });

    it('tells of a policy before anything is folded under it', async () => {
      const { log, runtime } = await prepareWithPolicy();
      await runtime.start();
      await publish(log, 1);
      await runtime.waitFor(await append(log, begun('j1', 2, 1)));
      expect(await runtime.model(stages).subject('j1')).toMatchObject([{ row: { trace: 'default' } }]);
    });

    it('gives up waiting and says how far it is', async () => {
      const { log, runtime } = await start();
      const position = await append(log, bought('j1', 1));
      await runtime.waitFor(position);
      const next = log.checkPosition(position.replace(/\d$/, (digit) => String(Number(digit) + 1)));
      const waiting = runtime.waitFor(next, 20);
      await expect(waiting).rejects.toThrow(WaitForTimeout);
      await expect(waiting).rejects.toMatchObject({
        status: 503,
        code: 'not-caught-up',
        extra: { position },
      });
    });

    it('is live, without lag', async () => {
      const { log, runtime, readStore } = await start();
      const position = await append(log, bought('j1', 1));
      await runtime.waitFor(position);
      const node = readStore.shared && { node: readStore.shared.node };
      const builds = [{ version: 1, state: 'in-force' }];
      const live = {
        version: 1,
        state: 'live',
        position,
        lagEvents: 0,
        lagSeconds: 0,
        parked: 0,
        builds,
        ...node,
      };
      expect(await runtime.status()).toEqual(
        ['purchases', 'cases', 'stages'].map((name) => ({ name, ...live })),
      );
    });

    it('stands still while it is paused, and says how far it lags', async () => {
      const { log, runtime } = await prepare({ paused: true });
      await runtime.start();
      const position = await append(log, bought('j1', 1), bought('j1', 2));
      await expect(runtime.waitFor(position, 20)).rejects.toThrow('projections are paused');
      expect((await runtime.status())[0]).toMatchObject({ state: 'paused', lagEvents: 2 });
      expect(() => runtime.model(purchases)).toThrow('projections are paused on this engine');
    });

    it('knows no other projections', async () => {
      const { runtime } = await start();
      expect(() => runtime.model({ name: 'nothing', table: {} })).toThrow(UnknownProjection);
      await expect(runtime.rebuild(['nothing'])).rejects.toThrow(UnknownProjection);
    });

    /** Its policies know a version only once they were told of it. */
    async function prepareWithPolicy() {
      const told = new Set<number>();
      const policies = {
        version(version: number) {
          if (!told.has(version)) throw new Error(`Nobody told of version ${version}.`);
          return { name: 'default' };
        },
      };
      const listener = (events: readonly RecordedEvent[]) => {
        for (const { data } of events) told.add((data as { version: number }).version);
      };
      return prepare({ policies: policies as never, listeners: [listener] });
    }
  });
}
