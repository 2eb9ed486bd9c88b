import { BuildHeld, type BuildEntry, type ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { leftOpener } from './open-left';

describe('what a rebuild left behind', () => {
  const { name, version } = purchases;
  const id = { projection: name, version, build: 'b' };
  const left = { id, progress: {} } as BuildEntry;
  const build = { id };

  /** One that is held at the first attempt. */
  const store = (shared: object, entries: readonly BuildEntry[]) => {
    let held = true;
    const open = jest.fn(() => {
      if (!held) return Promise.resolve(build);
      held = false;
      return Promise.reject(new BuildHeld(id));
    });
    return { builds: () => Promise.resolve(entries), open, ...shared } as unknown as ReadStore;
  };

  it('is waited for where somebody may have died over it: it is not begun again', async () => {
    const openLeft = leftOpener({ readStore: store({ shared: {} }, [left]) });
    expect(await openLeft(purchases)).toBe(build);
  });

  it('is not waited for where one process has the store to itself', async () => {
    const openLeft = leftOpener({ readStore: store({}, [left]) });
    expect(await openLeft(purchases)).toBeUndefined();
  });

  it('is of that replay, and not finished', async () => {
    const entries = [{ ...left, replay: 'then' }, { id } as BuildEntry];
    const readStore = store({}, entries);
    expect(await leftOpener({ readStore })(purchases)).toBeUndefined();
    expect(readStore.open).not.toHaveBeenCalled();
    await leftOpener({ readStore, replay: { name: 'then' } })(purchases);
    expect(readStore.open).toHaveBeenCalledWith(id, purchases.table);
  });
});
