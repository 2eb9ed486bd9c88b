import { BuildLost, type LoadProgress, type ReadBuild } from '@rapport/read-store';
import { cell, cellsOf } from '../cells';
import { checkpoint, complete, puts, row, table, useStore } from '../fixture';
import { keysOf } from '../rows';
import { isKind, listen, sharedOf, type OpenSharedFixture, type SharedStoreFixture } from './fixture';

const patienceMs = 10_000;

export function stalledSuite(open: OpenSharedFixture): void {
  describe('a node that stalls', () => {
    let shared: SharedStoreFixture | undefined;
    const fixture = useStore(async () => (shared = await open()));
    const lapse = () => shared?.lapse(fixture().store);

    it('has no roles any more, and comes back without them', async () => {
      const other = await fixture().another();
      const [mine, theirs] = [sharedOf(fixture().store), sharedOf(other)];
      await mine.take('a');
      await mine.take('b');
      await theirs.want('b');
      const news = listen(other);
      await lapse();
      await news.until(isKind('roles'));
      expect(await theirs.roles()).toEqual([{ role: 'b', node: theirs.node, wantedBy: undefined }]);
      expect(await theirs.take('a')).toBe(true);
      await eventually(async () => (await theirs.nodes()).includes(mine.node));
      expect(await mine.take('a')).toBe(false);
      expect(await mine.take('c')).toBe(true);
    });

    it('writes nothing more to a build that another one has taken', async () => {
      const build = await complete(fixture().store, 'a');
      await build.commit({ ...puts(row('j1')), cells: [cell([1])] }, checkpoint('2'));
      const other = await fixture().another();
      await lapse();
      const taken = await other.open(build.id, table);
      await eventually(() => isLost(() => write(build)));
      expect(await keysOf(taken.model)).toEqual(['j1/']);
      await taken.commit({ ...puts(row('j2')), cells: [cell([2])] }, checkpoint('3'));
      await expect(build.commit(puts(row('j9')), checkpoint('4'))).rejects.toThrow(BuildLost);
      expect(await keysOf(taken.model)).toEqual(['j1/', 'j2/']);
      expect(await cellsOf(taken.model)).toEqual([['days', '', 1, 1], ['days', '', 2, 1]]); // prettier-ignore
      expect(await taken.model.checkpoint()).toEqual(checkpoint('3'));
    });

    it('puts nothing in force that it has lost, even before anybody else has taken it', async () => {
      const { id } = await complete(fixture().store, 'a');
      const other = await fixture().another();
      await lapse();
      await eventually(() => isLost(() => fixture().store.putInForce([id])));
      expect(await other.inForce()).toEqual([]);
    });

    it('is not in the way of who goes on with its load', async () => {
      const build = await fixture().store.create('a', 1, table);
      const load = await build.load();
      const progress: LoadProgress = { head: checkpoint('9'), slab: 0, lastSubject: 'j1' };
      await load.add({ rows: [row('j1')] });
      await load.save(progress);
      await load.add({ rows: [row('j2', 'stale')] });
      const other = await fixture().another();
      await lapse();
      const taken = await other.open(build.id, table);
      const goesOn = await taken.load();
      expect(goesOn.progress).toEqual(progress);
      await goesOn.add({ rows: [row('j2')] });
      await expect(load.save({ ...progress, lastSubject: 'j2' })).rejects.toThrow();
      await goesOn.finish(checkpoint('9'));
      await expect(load.finish(checkpoint('9'))).rejects.toThrow();
      expect(await keysOf(taken.model)).toEqual(['j1/', 'j2/']);
    });

    it('does not let go of what another one has taken', async () => {
      const build = await complete(fixture().store, 'a');
      const other = await fixture().another();
      await lapse();
      const taken = await other.open(build.id, table);
      await build.close();
      await taken.commit(puts(row('j1')), checkpoint('2'));
      expect(await keysOf(taken.model)).toEqual(['j1/']);
    });
  });
}

const write = (build: ReadBuild<typeof table>): Promise<void> =>
  build.commit({ puts: [row('j9')], removals: [], cells: [cell([9])] }, checkpoint('9'));

/** Its connections were cut with its lease: it may not notice at once. */
async function isLost(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    throw new Error('It was not lost.');
  } catch (error) {
    if (error instanceof BuildLost) return true;
    if (error instanceof Error && 'isRetryable' in error) return false;
    throw error;
  }
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > giveUp) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
