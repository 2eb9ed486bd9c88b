import {
  projection,
  ProjectionRebuilding,
  UnknownVersion,
  VersionInForce,
  type RebuildProgress,
} from '@rapport/projection';
import { text } from '@rapport/read-store';
import { append, begun, bought, opened, publish } from './events';
import { usePlace, type MakePlace } from './fixture';
import { cases, purchases, stages } from './projections';

export function rebuildingSuite(make: MakePlace): void {
  describe('rebuilding', () => {
    const { start, make: prepare } = usePlace(make);

    it('ends in the same rows, byte for byte', async () => {
      const engine = await start();
      await append(
        engine.log,
        bought('j2', 1),
        opened('j1', 2),
        bought('j1', 5),
        bought('j1', 3),
        begun('j3', 4),
      );
      await engine.caughtUp();
      const before = await engine.dump();
      await engine.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await engine.dump()).toBe(before);
    });

    it('builds what is named and leaves the rest', async () => {
      const { runtime, log } = await start();
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const [former, untouched] = [runtime.model(purchases), runtime.model(cases)];
      await runtime.rebuild(['purchases']);
      expect(runtime.model(purchases)).not.toBe(former);
      expect(runtime.model(cases)).toBe(untouched);
    });

    it('leaves those who read the former build with it', async () => {
      const { runtime, log } = await start();
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const former = runtime.model(purchases);
      await runtime.rebuild(['purchases']);
      await runtime.waitFor(await append(log, bought('j1', 2)));
      expect(await former.subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
    });

    it('keeps two builds of a projection at most', async () => {
      const { runtime, readStore } = await start();
      for (let i = 0; i < 3; i += 1) await runtime.rebuild(['purchases']);
      await runtime.stop();
      expect(await readStore.sweep()).toHaveLength(1);
    });

    it('goes on beside commands, and has what was appended meanwhile', async () => {
      const engine = await start();
      await append(engine.log, ...Array.from({ length: 50 }, (_, i) => bought(`j${i % 7}`, i)));
      const rebuilding = engine.runtime.rebuild(['purchases', 'cases', 'stages']);
      const position = await append(engine.log, bought('j1', 100), bought('j1', 10), opened('j9', 101));
      await Promise.all([rebuilding, engine.runtime.waitFor(position)]);
      const rebuilt = await engine.dump();
      await engine.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await engine.dump()).toBe(rebuilt);
      expect(await engine.runtime.model(cases).subject('j9')).toHaveLength(1);
    });

    it('is the same when only a part of the journeys fits in memory', async () => {
      const engine = await start({ limits: { rebuildEvents: 10 } });
      await append(engine.log, ...Array.from({ length: 60 }, (_, i) => bought(`j${i % 13}`, (i * 7) % 61)));
      await engine.caughtUp();
      const live = await engine.dump();
      await engine.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await engine.dump()).toBe(live);
    });

    it('says how far it is, and ends at the total', async () => {
      const { runtime, log } = await start();
      await append(log, bought('j1', 1), bought('j2', 2));
      await runtime.waitFor(await publish(log, 3));
      const seen: RebuildProgress[] = [];
      await runtime.rebuild(['purchases', 'cases'], (progress) => seen.push(progress));
      expect(seen.at(-1)).toMatchObject({ projections: ['purchases', 'cases'], done: 3, total: 3 });
      expect((await runtime.status())[0]?.progress).toBeUndefined();
    });

    it('answers 503 while there is no build yet, and live ones go on', async () => {
      const engine = await start({ projections: [purchases] });
      await append(engine.log, bought('j1', 1));
      await engine.caughtUp();
      await engine.stop();
      const { runtime } = await prepare({ projections: [purchases, cases] });
      await runtime.start();
      expect(() => runtime.model(cases)).toThrow(ProjectionRebuilding);
      expect((await runtime.status()).map(({ state }) => state)).toContain('rebuilding');
      await expect(runtime.model(purchases).checkpoint()).resolves.toBeDefined();
      await runtime.settled();
      expect(runtime.model(cases)).toBeDefined();
    });

    it('is due where a definition has another version', async () => {
      const engine = await start();
      await append(engine.log, begun('j1', 1), bought('j1', 2));
      await engine.caughtUp();
      await engine.stop();
      const next = projection({
        ...stages,
        version: 2,
        table: { trace: text() },
        rows: (s: string[]) => [row(s.length)],
      });
      const { runtime, faults } = await start({ projections: [purchases, next] });
      expect(await runtime.model(next).subject('j1')).toMatchObject([{ row: { trace: '2 events' } }]);
      expect(faults.map(({ message }) => message)).toEqual([
        'stages is built anew: the build in force is of version 1, not 2.',
      ]);
    });

    it('that is broken off goes on where it had saved', async () => {
      const log = await start({ projections: [cases] });
      await append(log.log, ...Array.from({ length: 200 }, (_, i) => bought(`j${i % 100}`, i)));
      await log.stop();
      const folded = new Set<string>();
      const slow = counting(folded);
      const first = await prepare({ projections: [slow], limits: { saveMs: 0 } });
      const stopped = new Promise<void>((resolve) => {
        slow.onFold = () => {
          if (folded.size === 50) resolve(first.stop());
        };
      });
      await first.runtime.start();
      await stopped;
      folded.clear();
      slow.onFold = () => undefined;
      const second = await start({ projections: [slow] });
      expect(second.faults.map(({ message }) => message)).toEqual([
        'purchases goes on being built: none is in force yet.',
      ]);
      expect(folded.size).toBeLessThan(90);
      const rows = await second.dump();
      await second.runtime.rebuild(['purchases']);
      expect(folded.size).toBe(100);
      expect(await second.dump()).toBe(rows);
    });

    it('that reads the log several times goes on behind the readings that it was through with', async () => {
      const log = await start({ projections: [cases] });
      await append(log.log, ...Array.from({ length: 200 }, (_, i) => bought(`j${i % 100}`, i)));
      await log.stop();
      const folded = new Set<string>();
      const slow = counting(folded);
      const limits = { rebuildEvents: 50, saveMs: 60_000 };
      const first = await prepare({ projections: [slow], limits });
      const stopped = new Promise<void>((resolve) => {
        slow.onFold = () => {
          if (folded.size === 60) resolve(first.stop());
        };
      });
      await first.runtime.start();
      await stopped;
      folded.clear();
      slow.onFold = () => undefined;
      await start({ projections: [slow], limits });
      expect(folded.size).toBeGreaterThan(0);
      expect(folded.size).toBeLessThan(90);
    });

    it('that is broken off before it saved a row is not forgotten', async () => {
      const folded = new Set<string>();
      const slow = counting(folded);
      const first = await start({ projections: [slow], limits: { saveMs: 60_000 } });
      await append(first.log, ...Array.from({ length: 50 }, (_, i) => bought(`j${i}`, i)));
      await first.caughtUp();
      const before = await first.readStore.inForce();
      folded.clear();
      const stopped = new Promise<void>((resolve) => {
        slow.onFold = () => {
          if (folded.size === 1) resolve(first.stop());
        };
      });
      await expect(first.runtime.rebuild(['purchases'])).rejects.toMatchObject({ code: 'rebuild-stopped' });
      await stopped;
      slow.onFold = () => undefined;
      const second = await start({ projections: [slow] });
      expect(await second.readStore.inForce()).not.toEqual(before);
      expect(folded.size).toBe(50);
    });

    it('is not due where one goes back to a version whose build is kept: that catches up', async () => {
      const folded = new Set<string>();
      const [older, newer] = [counting(folded), projection({ ...purchases, version: 2 })];
      const first = await start({ projections: [older] });
      await first.runtime.waitFor(await append(first.log, bought('j1', 1), bought('j2', 2)));
      await first.stop();
      const second = await start({ projections: [newer] });
      await second.runtime.waitFor(await append(second.log, bought('j2', 3)));
      const kept = (await second.runtime.status())[0]?.builds;
      expect(kept).toEqual([
        { version: 1, state: 'complete' },
        { version: 2, state: 'in-force' },
      ]);
      await second.stop();
      folded.clear();
      const back = await start({ projections: [older] });
      expect(back.faults.map(({ message }) => message)).toEqual([
        'purchases takes up a build of this version that is kept: the build in force is of version 2, not 1.',
      ]);
      expect([...folded]).toEqual(['j2']);
      expect(await back.runtime.model(older).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect(await back.runtime.model(older).subject('j2')).toMatchObject([{ row: { count: 2 } }]);
    });

    it('keeps another version until it is told otherwise, and the one in force whatever it is told', async () => {
      const first = await start({ projections: [purchases] });
      await first.runtime.waitFor(await append(first.log, bought('j1', 1)));
      await first.stop();
      const { runtime } = await start({ projections: [projection({ ...purchases, version: 2 })] });
      await expect(runtime.removeVersion('purchases', 2)).rejects.toThrow(VersionInForce);
      await expect(runtime.removeVersion('purchases', 7)).rejects.toThrow(UnknownVersion);
      expect(await runtime.removeVersion('purchases', 1)).toBe(1);
      await expect(runtime.removeVersion('purchases', 1)).rejects.toThrow(UnknownVersion);
    });

    it('that is broken off leaves nothing broken: the next start does it again', async () => {
      const engine = await start({ projections: [purchases] });
      await append(engine.log, ...Array.from({ length: 3_000 }, (_, i) => bought(`j${i % 50}`, i)));
      await engine.caughtUp();
      const expected = await engine.dump();
      const rebuilding = engine.runtime.rebuild(['purchases']);
      const stopped = expect(rebuilding).rejects.toMatchObject({ code: 'rebuild-stopped' });
      await engine.stop();
      await stopped;
      const again = await start({ projections: [purchases] });
      expect(await again.dump()).toBe(expected);
      expect(await again.readStore.sweep()).toEqual([]);
    }, 90_000);
  });
}

const row = (events: number) => ({ part: '', row: { trace: `${events} events` } });

/** Purchases, slowly; remembers whose it folded. */
function counting(folded: Set<string>) {
  const counted = {
    ...purchases,
    onFold: (): void => undefined,
    fold: {
      ...purchases.fold,
      on: {
        PurchaseMade: ((state, event, policies) => {
          folded.add(event.journeyId);
          counted.onFold();
          for (const until = performance.now() + 1; performance.now() < until;);
          return purchases.fold.on.PurchaseMade?.(state, event, policies) ?? state;
        }) satisfies typeof purchases.fold.on.PurchaseMade,
      },
    },
  };
  return counted;
}
