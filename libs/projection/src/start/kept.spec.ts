import type { BuildEntry, BuildState } from '@rapport/read-store';
import { purchases } from '../../compliance/projections';
import { keptOf } from './kept';

const entry = (
  build: string,
  version: number,
  state: BuildState,
  more: Partial<BuildEntry> = {},
): BuildEntry => ({
  id: { projection: purchases.name, version, build },
  state,
  progress: undefined,
  replay: undefined,
  ...more,
});
const saved = {
  head: { logId: 'l', position: 'p', lastEventId: 'e', newestOccurredAt: 1 },
  slab: 0,
  lastSubject: 'j',
};

describe('what is kept of a projection', () => {
  it('is told for its own version: in force, the newest complete, a rebuild to go on with', () =>
    expect(
      keptOf(purchases, [
        entry('a', 1, 'complete'),
        entry('b', 1, 'complete'),
        entry('c', 1, 'in-force'),
        entry('d', 1, 'loading', { progress: saved }),
      ]),
    ).toMatchObject({
      inForce: { build: 'c' },
      complete: { build: 'b' },
      finished: undefined,
      loading: { build: 'd' },
      otherVersion: undefined,
    }));

  it('names a rebuild that was finished and not put in force', () =>
    expect(
      keptOf(purchases, [entry('a', 1, 'complete'), entry('b', 1, 'in-force'), entry('c', 1, 'complete')]),
    ).toMatchObject({ inForce: { build: 'b' }, finished: { build: 'c' } }));

  it('leaves out other versions, but for the one in force, other projections and replays', () => {
    const other = entry('x', 1, 'complete');
    expect(
      keptOf(purchases, [
        entry('a', 2, 'in-force'),
        entry('b', 1, 'complete', { replay: 'r' }),
        entry('c', 1, 'loading'),
        { ...other, id: { ...other.id, projection: 'cases' } },
      ]),
    ).toEqual({
      inForce: undefined,
      complete: undefined,
      finished: undefined,
      loading: undefined,
      loadedEvents: 0,
      otherVersion: 2,
    });
  });
});
