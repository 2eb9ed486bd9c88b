import type { EventLog } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import type { BuildEntry, BuildState, ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { Folder } from '../fold/folder';
import { Slot } from '../status/slot';
import { AskedRebuild } from './asked-rebuild';

describe('a rebuild that was asked for', () => {
  const head = { logId: 'l', position: 'p', lastEventId: 'e', newestOccurredAt: 1 };
  const listed = (build: string, state: BuildState): BuildEntry => ({
    id: { projection: purchases.name, version: purchases.version, build },
    state,
    progress: state === 'loading' ? { head, slab: 0, lastSubject: 'j' } : undefined,
    replay: undefined,
  });
  const log = { count: () => Promise.resolve(1), head: () => Promise.resolve(undefined) };
  const slot = new Slot(purchases, new Folder(purchases, {} as Policies));
  const storeWith = (...entries: readonly BuildEntry[]) =>
    ({ builds: () => Promise.resolve(entries) }) as unknown as ReadStore;
  const leftOf = async (...entries: readonly BuildEntry[]) => {
    const asked = new AskedRebuild([slot], () => undefined);
    const readStore = storeWith(listed('old', 'in-force'), listed('other', 'loading'));
    await asked.announce({ log: log as unknown as EventLog, readStore });
    return (await asked.left(storeWith(...entries))).map(({ complete }) => complete?.build);
  };

  it('makes nothing of what was complete by then', async () => {
    expect(await leftOf(listed('old', 'in-force'))).toEqual([undefined]);
  });

  it('puts in force what was completed since', async () => {
    expect(await leftOf(listed('old', 'in-force'), listed('other', 'complete'))).toEqual(['other']);
  });

  it('goes on with what is in force by now, not with what it took the place of', async () => {
    expect(await leftOf(listed('another', 'in-force'), listed('other', 'complete'))).toEqual(['another']);
  });
});
