import type { Columns, ReadBuild, ReadStore } from '@rapport/read-store';
import { append, begun, bought, opened } from './events';
import { Engine, usePlace, type MakePlace } from './fixture';
import { cases, purchases } from './projections';

export function restartingSuite(make: MakePlace): void {
  describe('a restart', () => {
    const { start, here } = usePlace(make);

    it('goes on from the checkpoint', async () => {
      const first = await start();
      await first.runtime.waitFor(await append(first.log, bought('j1', 1), bought('j1', 3)));
      await first.stop();
      const second = await start();
      expect(second.faults).toEqual([]);
      await second.runtime.waitFor(await append(second.log, bought('j1', 2)));
      expect(await second.runtime.model(purchases).subject('j1')).toMatchObject([
        { row: { count: 3, spentMinor: 6 } },
      ]);
    });

    it('knows the high water before anything new arrives', async () => {
      const first = await start();
      const position = await append(first.log, bought('j1', 8), bought('j1', 3));
      await first.runtime.waitFor(position);
      await first.stop();
      const { runtime } = await start();
      expect(runtime.highWater()).toEqual({ position, newestOccurredAt: 8 });
    });

    it('catches up with what was appended while nothing was projected', async () => {
      const paused = await start({ paused: true });
      await append(paused.log, bought('j1', 1));
      await paused.stop();
      const { runtime } = await start();
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
    });

    it('of a new, empty log begins at its beginning', async () => {
      const { runtime, log } = await start();
      expect((await runtime.status()).map(({ state }) => state)).toEqual(['live', 'live', 'live']);
      expect(await runtime.model(purchases).subject('j1')).toEqual([]);
      await runtime.waitFor(await append(log, bought('j1', 1)));
      expect(await runtime.model(purchases).subject('j1')).toHaveLength(1);
    });

    it('after a crash between the commits of two projections applies nothing twice', async () => {
      const { readStore, log } = await here().open();
      const disk = new FullDisk(readStore, 'cases');
      const first = await Engine.start({ log, readStore: disk.store }, { limits: { retryMs: 60_000 } });
      await first.runtime.waitFor(await append(log, bought('j1', 1), opened('j1', 2, 'a')));
      disk.failures = 1;
      await append(log, bought('j1', 4), opened('j1', 5, 'b'), bought('j1', 3));
      await until(() => disk.failures === 0);
      await first.stop();

      const second = await start();
      const rows = await second.dump();
      expect(await second.runtime.model(purchases).subject('j1')).toMatchObject([
        { row: { count: 3, spentMinor: 8 } },
      ]);
      await second.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await second.dump()).toBe(rows);
    });

    it('is not needed after a fault that passes: the feed tries again', async () => {
      const { readStore, log } = await here().open();
      const disk = new FullDisk(readStore, 'cases');
      const engine = await Engine.start({ log, readStore: disk.store }, { limits: { retryMs: 5 } });
      await engine.runtime.waitFor(await append(log, opened('j1', 1, 'a')));
      disk.failures = 2;
      await engine.runtime.waitFor(await append(log, opened('j1', 2, 'b'), bought('j1', 3)));
      const rows = await engine.dump();
      expect(engine.faults.filter(({ message }) => message.includes('held up'))).toHaveLength(2);
      expect((await engine.runtime.status()).map(({ error }) => error)).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      await engine.runtime.rebuild(['purchases', 'cases', 'stages']);
      expect(await engine.dump()).toBe(rows);
      await engine.stop();
    });

    it('that finds no room for a build tries again, and says what holds it up', async () => {
      const { readStore, log } = await here().open();
      await append(log, opened('j1', 1, 'a'));
      const disk = new FullDisk(readStore, 'cases');
      disk.failures = 2;
      const engine = Engine.make({ log, readStore: disk.store }, { limits: { retryMs: 5 } });
      await engine.runtime.start();
      await until(() => disk.failures === 0);
      expect((await engine.runtime.status())[1]).toMatchObject({
        state: 'rebuilding',
        error: 'The disk is full.',
      });
      await engine.runtime.settled();
      expect((await engine.runtime.status()).map(({ state }) => state)).toEqual(['live', 'live', 'live']);
      expect(await engine.runtime.model(cases).subject('j1')).toHaveLength(1);
      await engine.stop();
    });

    it('on another log builds anew', async () => {
      const first = await start();
      await first.runtime.waitFor(await append(first.log, bought('j1', 1)));
      await first.stop();
      await here().removeLog();
      const paused = await start({ paused: true });
      await append(paused.log, bought('j2', 1));
      await paused.stop();
      const second = await start();
      expect(second.faults[0]?.message).toContain('another log');
      expect(await second.runtime.model(purchases).subject('j1')).toEqual([]);
      expect(await second.runtime.model(purchases).subject('j2')).toHaveLength(1);
    });

    it('on a log restored from a backup builds anew: the rows are ahead of it', async () => {
      const second = await restored(() => Promise.resolve());
      expect(second.faults[0]?.message).toContain('ahead of the log');
      expect(await second.runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
    });

    it('on a log that took another turn after the backup builds anew', async () => {
      const second = await restored(async () => {
        const paused = await start({ paused: true });
        await append(paused.log, bought('j2', 7), begun('j3', 8), bought('j2', 9));
        await paused.stop();
      });
      expect(second.faults[0]?.message).toContain('another event');
      expect(await second.runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 1 } }]);
      expect(await second.runtime.model(purchases).subject('j2')).toMatchObject([{ row: { count: 2 } }]);
    });

    /** Rows of a log that was then put back to its first event. */
    async function restored(then: () => Promise<void>): Promise<Engine> {
      const first = await start();
      await first.runtime.waitFor(await append(first.log, bought('j1', 1)));
      await first.stop();
      await here().saveLog();
      const more = await start();
      await more.runtime.waitFor(await append(more.log, bought('j1', 2)));
      await more.stop();
      await here().restoreLog();
      await then();
      return start();
    }
  });
}

/** A read store whose next writes to one projection fail, as many as `failures` says. */
class FullDisk {
  failures = 0;
  readonly store: ReadStore;

  constructor(inner: ReadStore, projection: string) {
    this.store = {
      ...(inner.shared && { shared: inner.shared }),
      create: async (name, version, table, replay) => {
        if (name === projection) this.write();
        const build = await inner.create(name, version, table, replay);
        return name === projection ? this.failing(build) : build;
      },
      inForce: () => inner.inForce(),
      open: async (id, table) => {
        const build = await inner.open(id, table);
        return id.projection === projection ? this.failing(build) : build;
      },
      putInForce: (builds) => inner.putInForce(builds),
      builds: () => inner.builds(),
      remove: (id) => inner.remove(id),
      sweep: (now) => inner.sweep(now),
      createReplay: (replay) => inner.createReplay(replay),
      replays: () => inner.replays(),
      removeReplay: (name) => inner.removeReplay(name),
      close: () => inner.close(),
    };
  }

  private failing<Table extends Columns>(build: ReadBuild<Table>): ReadBuild<Table> {
    return {
      id: build.id,
      model: build.model,
      commit: async (changes, checkpoint) => {
        this.write();
        return build.commit(changes, checkpoint);
      },
      rowsOf: (subjects) => build.rowsOf(subjects),
      customersOf: (ids) => build.customersOf(ids),
      membersOf: (ids) => build.membersOf(ids),
      load: () => build.load(),
      close: () => build.close(),
    };
  }

  private write(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
