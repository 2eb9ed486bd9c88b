import { projection, ProjectionRebuilding } from '@rapport/projection';
import type { BulkLoad, ReadBuild } from '@rapport/read-store';
import { append, bought } from './events';
import { usePlace, type Engine, type MakePlace } from './fixture';
import { purchases } from './projections';

type Table = typeof purchases.table;

/** Of one projection, begun and saved by somebody who goes on holding it, as `rapport rebuild --prepare` does. */
interface UnderWay {
  readonly build: ReadBuild<Table>;
  readonly load: BulkLoad;
}

const journeys = 40;

export function builtElsewhereSuite(make: MakePlace): void {
  describe('a build that another process is making', () => {
    const { make: prepare, start } = usePlace(make);

    async function filled(): Promise<Engine> {
      const engine = await start({ projections: [purchases] });
      await append(engine.log, ...Array.from({ length: journeys }, (_, i) => bought(`j${i}`, i)));
      await engine.caughtUp();
      return engine;
    }

    async function beginOn(engine: Engine, version: number): Promise<UnderWay> {
      const build = await engine.readStore.create('purchases', version, purchases.table);
      const load = await build.load();
      await load.save({ head: await headOf(engine), slab: 0, lastSubject: null, done: 10 });
      return { build, load };
    }

    /** Version 2 is missing, and somebody else is at it. */
    async function begun(): Promise<{ engine: Engine; other: UnderWay }> {
      await (await filled()).stop();
      const engine = await prepare({ projections: [projection({ ...purchases, version: 2 })] });
      return { engine, other: await beginOn(engine, 2) };
    }

    async function headOf({ log }: Engine) {
      const position = await log.head();
      const last = position && (await log.eventAt(position));
      if (last === undefined) throw new Error('The log is empty.');
      const { logId } = log;
      return { logId, position: last.position, lastEventId: last.id, newestOccurredAt: journeys - 1 };
    }

    const progressOf = async ({ runtime }: Engine) => (await runtime.status())[0]?.progress;

    it('is waited for: how far it is is told meanwhile, and it is taken when it is complete', async () => {
      const { engine, other } = await begun();
      await engine.runtime.start();
      while ((await progressOf(engine))?.done !== 10) await engine.log.head();
      expect(() => engine.runtime.model(purchases)).toThrow(ProjectionRebuilding);
      expect(engine.faults.map(({ message }) => message)).toEqual([
        'purchases is being built by another process, whose end is waited for: the build in force is of version 1, not 2.',
      ]);
      await other.load.finish(await headOf(engine));
      await other.build.close();
      await engine.runtime.settled();
      expect((await engine.readStore.inForce()).map(({ build }) => build)).toEqual([other.build.id.build]);
      expect((await engine.readStore.builds()).filter(({ id }) => id.version === 2)).toHaveLength(1);
    });

    it('shows how far it was when it was saved last, beside rows in force', async () => {
      const engine = await filled();
      const { build, load } = await beginOn(engine, 1);
      expect(await engine.runtime.status()).toMatchObject([
        { state: 'live', progress: { done: 10, total: journeys } },
      ]);
      await load.finish(await headOf(engine));
      await build.close();
      expect(await progressOf(engine)).toBeUndefined();
    });

    it('is gone on with where whoever made it died', async () => {
      const { engine, other } = await begun();
      await engine.runtime.start();
      while ((await progressOf(engine))?.done !== 10) await engine.log.head();
      await other.build.close();
      await engine.runtime.settled();
      expect((await engine.readStore.inForce()).map(({ build }) => build)).toEqual([other.build.id.build]);
      expect(await engine.runtime.model(purchases).subject('j7')).toHaveLength(1);
    });
  });
}
