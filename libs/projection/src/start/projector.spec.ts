import type { Policies } from '@rapport/policy';
import type { BuildEntry, ReadStore } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { Folder } from '../fold/folder';
import type { Target } from '../rebuild/rebuild';
import { Slot } from '../status/slot';
import { Projector, type ProjectorOptions } from './projector';

describe('building what is missing', () => {
  const { name, version } = purchases;
  const id = { projection: name, version, build: 'b' };
  const head = { logId: 'l', position: 'p', lastEventId: 'e', newestOccurredAt: 1 };
  const loading: BuildEntry = {
    ...{ id, state: 'loading', replay: undefined },
    progress: { head, slab: 0, lastSubject: 'j' },
  };
  const made: BuildEntry = { ...loading, state: 'complete', progress: undefined };
  const slot = new Slot(purchases, new Folder(purchases, {} as Policies));

  /** What each attempt was made with; only the last succeeds. @param kept what the store holds at each retry */
  const attemptsAt = async (first: Target, kept: readonly (readonly BuildEntry[])[]) => {
    const attempts: (readonly Target[])[] = [];
    const options = {
      rebuilder: {
        rebuild: (targets: readonly Target[]) => {
          attempts.push(targets);
          return attempts.length <= kept.length ? Promise.reject(new Error('disk full')) : Promise.resolve();
        },
      },
      readStore: { builds: () => Promise.resolve(kept[attempts.length - 1] ?? []) } as Partial<ReadStore>,
      limits: { retryMs: 1 },
      signal: new AbortController().signal,
      report: () => undefined,
    };
    await new Projector(options as unknown as ProjectorOptions).build([first]);
    return attempts;
  };

  it('waits in each attempt for what somebody else is making', async () =>
    expect(await attemptsAt({ slot, loading: id }, [[loading]])).toEqual([
      [{ slot, loading: id }],
      [{ slot, loading: id }],
    ]));

  it('takes with the next attempt what somebody else has made meanwhile', async () =>
    expect(await attemptsAt({ slot, loading: id }, [[loading], [made]])).toEqual([
      [{ slot, loading: id }],
      [{ slot, loading: id }],
      [{ slot, complete: id }],
    ]));

  it('puts nothing in force again that has left it', async () => {
    const inForce: BuildEntry = { ...made, id: { ...id, build: 'c' }, state: 'in-force' };
    expect(await attemptsAt({ slot }, [[made, inForce]])).toEqual([[{ slot }], [{ slot }]]);
  });
});
