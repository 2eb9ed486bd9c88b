import { aStream, anEvent } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

describe('recordedAt', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  it('is the time of the clock, and stands still where the clock steps back', async () => {
    let now = 1_000;
    const store = await openEmbeddedEventStore({ folder: folder.path, clock: () => now });
    const times: number[] = [];
    for (now of [1_000, 1_500, 900, 1_499, 1_700]) {
      times.push((await store.append(aStream(), [anEvent()], 'any')).recordedAt ?? 0);
    }
    expect(times).toEqual([1_000, 1_500, 1_500, 1_500, 1_700]);
    await store.close();
  });

  it('stands still where the clock stepped back over a restart', async () => {
    for (const [now, recordedAt] of [
      [5_000, 5_000],
      [4_000, 5_000],
    ] as const) {
      const store = await openEmbeddedEventStore({ folder: folder.path, clock: () => now });
      expect((await store.append(aStream(), [anEvent()], 'any')).recordedAt).toBe(recordedAt);
      await store.close();
    }
  });
});
