import { join } from 'node:path';
import { aStream, anEvent, someEvents } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { overwritePages } from './testing/overwrite-pages';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

const corrupt = { code: 'corrupt-store', message: expect.stringContaining('restore a backup') as string };

describe('a log that turns out to be damaged while it is in use', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = temporaryFolder();
    const store = await openEmbeddedEventStore({ folder: folder.path });
    await store.append('journey-1', someEvents(3_000), 'no-stream');
    await store.close();
    overwritePages(join(folder.path, 'log.sqlite'), 40, 44);
  });
  afterEach(() => folder.remove());

  it('takes no appends from then on, says why, and tells of it once', async () => {
    const told: string[] = [];
    const onDamage = ({ code }: { code: string }): void => void told.push(code);
    const store = await openEmbeddedEventStore({ folder: folder.path, onDamage, probeIntervalMs: 0 });
    await store.append(aStream(), [anEvent()], 'no-stream'); // nobody knows yet
    for (let read = 0; read < 3; read += 1)
      await expect(store.readAll({ limit: 5_000 })).rejects.toMatchObject(corrupt);
    await expect(store.append(aStream(), [anEvent()], 'no-stream')).rejects.toMatchObject(corrupt);
    expect(await store.health()).toEqual({ writable: false, reason: corrupt.message });
    expect(told).toEqual(['corrupt-store']);
    await store.close();
  });

  it('is found by a subscription, too', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    await expect(store.subscribe(() => undefined).closed).rejects.toMatchObject(corrupt);
    expect(await store.health()).toMatchObject({ writable: false });
    await store.close();
  });
});
