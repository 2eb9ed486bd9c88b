import type { Policies } from '@rapport/policy';
import { fillInThread, type Fill, type RebuildProgress } from '@rapport/projection';
import { ReadStoreUnavailable, type BuildId, type Columns, type ReadBuild } from '@rapport/read-store';
import { endless } from './cluster/endless';
import { until } from './cluster/until';
import { append, bought } from './events';
import { usePlace, type Engine, type MakePlace } from './fixture';
import { purchases } from './projections';

/** What a rebuild leaves that is killed when it has done one event. */
async function leftBehind({ log, readStore }: Engine): Promise<BuildId> {
  const [position, last] = [await log.head(), (await log.readAll({ limit: 2 })).events.at(-1)];
  const build = await readStore.create('purchases', 1, purchases.table);
  const head = { logId: log.logId, position: position ?? '', lastEventId: last?.id ?? '' };
  const load = await build.load();
  await load.save({ head: { ...head, newestOccurredAt: 2 }, slab: 0, lastSubject: 'j1', done: 1 });
  await build.close();
  return build.id;
}

export function askedRebuildsSuite(makePlace: MakePlace): void {
  describe('a rebuild that somebody asked for', () => {
    const { make, start } = usePlace(makePlace);

    it('is not forgotten from its first progress on, though nothing of it was built', async () => {
      const first = await start({ projections: [purchases], fill: endless, limits: { threadEvents: 1 } });
      await append(first.log, bought('j1', 1), bought('j2', 2));
      await first.caughtUp();
      const before = await first.readStore.inForce();
      const told = await new Promise<RebuildProgress>((resolve, reject) => {
        first.runtime.rebuild(['purchases'], resolve).catch(reject);
      });
      expect(told).toMatchObject({ projections: ['purchases'], done: 0, total: 2 });
      await first.stop();
      const second = await start({ projections: [purchases] });
      expect(await second.readStore.inForce()).not.toEqual(before);
      expect(await second.runtime.model(purchases).subject('j2')).toHaveLength(1);
    });

    it('goes on, and tells of progress, from where one is that was broken off and is gone on with already', async () => {
      const first = await start({ projections: [purchases] });
      await append(first.log, bought('j1', 1), bought('j2', 2));
      await first.caughtUp();
      const left = await leftBehind(first);
      await first.stop();
      const begunAt: number[] = [];
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      const fill: Fill = async (request) => {
        begunAt.push(request.progress.done);
        await gate;
        const { log, readStore } = second;
        const limits = { rebuildEvents: 10 };
        return fillInThread({ ...{ log, readStore, limits }, policies: {} as Policies, listeners: [] })(
          request,
        );
      };
      const second = await make({ projections: [purchases], fill, limits: { threadEvents: 1 } });
      await second.runtime.start();
      await until(() => begunAt.length > 0);
      const told: RebuildProgress[] = [];
      const asked = second.runtime.rebuild(['purchases'], (progress) => told.push(progress));
      await until(() => told.length > 0);
      goOn();
      await asked;
      expect(begunAt).toEqual([1]);
      expect([told[0]?.done, told.at(-1)?.done]).toEqual([1, 2]);
      expect((await second.readStore.inForce()).map(({ build }) => build)).toEqual([left.build]);
    });

    it('that others asked for, too, leaves no build behind', async () => {
      const { runtime, readStore, log } = await start({ projections: [purchases] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      await Promise.all([runtime.rebuild(['purchases']), runtime.rebuild(['purchases'])]);
      expect((await readStore.builds()).map(({ state }) => state).sort()).toEqual(['complete', 'in-force']);
    });

    it('goes on with what it has built where that could not be put in force for a while', async () => {
      const { runtime, readStore, log } = await start({ projections: [purchases], limits: { retryMs: 5 } });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const create = jest.spyOn(readStore, 'create');
      jest.spyOn(readStore, 'putInForce').mockRejectedValueOnce(new ReadStoreUnavailable('It starts again.'));
      const told: number[] = [];
      await runtime.rebuild(['purchases'], ({ done }) => told.push(done));
      expect(create).toHaveBeenCalledTimes(1);
      jest.restoreAllMocks();
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect((await readStore.builds()).map(({ state }) => state)).toEqual(['complete', 'in-force']);
    });

    it('takes no rows that were built before', async () => {
      const { runtime, readStore, log } = await start({ projections: [purchases] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      jest.spyOn(readStore, 'putInForce').mockRejectedValueOnce(new Error('The disk is full.'));
      await expect(runtime.rebuild(['purchases'])).rejects.toThrow('The disk is full.');
      jest.restoreAllMocks();
      const before = (await readStore.builds()).map(({ id }) => id.build);
      await runtime.rebuild(['purchases']);
      expect((await readStore.inForce()).filter(({ build }) => before.includes(build))).toEqual([]);
    });

    it('is done though what is of no more use cannot be removed', async () => {
      const { runtime, readStore, log, faults } = await start({ projections: [purchases] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const before = await readStore.inForce();
      jest.spyOn(readStore, 'sweep').mockRejectedValueOnce(new Error('The disk is full.'));
      await runtime.rebuild(['purchases']);
      jest.restoreAllMocks();
      expect(await readStore.inForce()).not.toEqual(before);
      expect(await readStore.builds()).toHaveLength(2);
      expect(faults.at(-1)?.message).toBe('What is of no more use stays for now.');
    });

    it('has its rows in force though the former ones cannot be closed', async () => {
      const { runtime, readStore, log } = await start({ projections: [purchases] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      const open = readStore.open.bind(readStore);
      jest
        .spyOn(readStore, 'open')
        .mockImplementationOnce(open) // to fill it
        .mockImplementationOnce(async (id, table) => refusing(await open(id, table)));
      await runtime.rebuild(['purchases']);
      await runtime.rebuild(['purchases']); // the build of the first is read until the third
      await expect(runtime.rebuild(['purchases'])).rejects.toThrow('It does not close.');
      jest.restoreAllMocks();
      await runtime.waitFor(await append(log, bought('j1', 2)));
      expect(await runtime.model(purchases).subject('j1')).toMatchObject([{ row: { count: 2 } }]);
    });
  });
}

/** A build that does not close. */
const refusing = <Table extends Columns>(build: ReadBuild<Table>): ReadBuild<Table> => ({
  id: build.id,
  model: build.model,
  rowsOf: (subjects) => build.rowsOf(subjects),
  customersOf: (ids) => build.customersOf(ids),
  membersOf: (ids) => build.membersOf(ids),
  commit: (changes, checkpoint) => build.commit(changes, checkpoint),
  load: () => build.load(),
  close: () => Promise.reject(new Error('It does not close.')),
});
