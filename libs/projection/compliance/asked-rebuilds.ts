import type { Fill, RebuildProgress } from '@rapport/projection';
import type { Columns, ReadBuild } from '@rapport/read-store';
import { append, bought } from './events';
import { usePlace, type MakePlace } from './fixture';
import { purchases } from './projections';

/** Takes until it is broken off, as a worker does that is killed before it has begun. */
const neverBegun: Fill = ({ signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('broken off')), { once: true });
  });

export function askedRebuildsSuite(make: MakePlace): void {
  describe('a rebuild that somebody asked for', () => {
    const { start } = usePlace(make);

    it('is not forgotten from its first progress on, though nothing of it was built', async () => {
      const first = await start({ projections: [purchases], fill: neverBegun, limits: { threadEvents: 1 } });
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

    it('that others asked for, too, leaves no build behind', async () => {
      const { runtime, readStore, log } = await start({ projections: [purchases] });
      await runtime.waitFor(await append(log, bought('j1', 1)));
      await Promise.all([runtime.rebuild(['purchases']), runtime.rebuild(['purchases'])]);
      expect((await readStore.builds()).map(({ state }) => state).sort()).toEqual(['complete', 'in-force']);
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
