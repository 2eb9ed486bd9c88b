import type { Policies } from '@rapport/policy';
import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { Folder } from '../fold/folder';
import { Slot } from '../status/slot';
import { openSlots } from './open-slots';

describe('taking up a projection with a build in force', () => {
  const id = (build: string) => ({ projection: purchases.name, version: purchases.version, build });
  const head = { logId: 'l', position: 'p', lastEventId: 'e', newestOccurredAt: 1 };
  const inForce: BuildEntry = {
    ...{ id: id('a'), state: 'in-force', progress: undefined, replay: undefined },
  };
  const loading: BuildEntry = {
    ...{ id: id('b'), state: 'loading', replay: undefined },
    progress: { head, slab: 0, lastSubject: 'j' },
  };

  it('finds the rebuild that is under way, so that it is not made twice', async () => {
    const build = { id: inForce.id, model: { checkpoint: () => Promise.resolve(undefined) } };
    const readStore = {
      builds: () => Promise.resolve([inForce, loading]),
      open: () => Promise.resolve(build),
    } as unknown as ReadStore;
    const slot = new Slot(purchases, new Folder(purchases, {} as Policies));
    const { lanes, targets } = await openSlots([slot], {
      ...{ log: { logId: 'l' } as EventLog, readStore, cachedEvents: 1 },
      report: () => undefined,
    });
    expect(lanes.map(({ lane }) => lane.build)).toEqual([build]);
    expect(targets).toEqual([{ slot, loading: loading.id }]);
  });
});
