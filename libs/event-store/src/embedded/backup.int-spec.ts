import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { anEvent, aStream, canMount, onSmallDisk, someEvents } from '../../compliance';
import { openEmbeddedEventStore, openEmbeddedReader } from './open';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';

describe('a backup', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  const mkdirIn = (name: string): string => {
    const path = join(folder.path, name);
    mkdirSync(path);
    return path;
  };

  it('is of one moment, made while appends go on', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const large = { data: { text: 'x'.repeat(2_000) } }; // several steps of the copy
    for (let round = 0; round < 25; round += 1) await store.append(aStream(), someEvents(400, large), 'any');
    const file = join(mkdirIn('backups'), 'log.sqlite');
    const progress = { isDone: false };
    const backup = store.backup(file).finally(() => (progress.isDone = true));
    while (!progress.isDone) await store.append(aStream(), someEvents(20), 'any');
    await backup;
    const found = await verifyEmbedded({ file });
    expect(found).toMatchObject({ sound: true, logId: store.logId, events: 10_000 });
    expect(await store.count()).toBeGreaterThan(10_000);
    await store.close();
  });

  it('is a log that goes on when put in place', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    await store.append('journey-1', someEvents(100), 'any');
    await store.backup(join(mkdirIn('restored'), 'log.sqlite'));
    await store.close();
    const restored = await openEmbeddedEventStore({ folder: join(folder.path, 'restored') });
    await expect(restored.append('journey-1', [anEvent()], 99)).resolves.toMatchObject({ revision: 100 });
    await restored.close();
  });

  it('can be taken by a reader, and overwrites nothing', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const reader = await openEmbeddedReader({ folder: folder.path });
    const file = join(folder.path, 'copy.sqlite');
    await reader.backup(file);
    await expect(reader.backup(file)).rejects.toThrow('exists already');
    await expect(reader.backup(join(folder.path, 'log.sqlite'))).rejects.toThrow('exists already');
    await reader.close();
    await store.close();
  });

  it('makes no folder that was perhaps mistyped', async () => {
    const store = await openEmbeddedEventStore({ folder: folder.path });
    const nowhere = join(folder.path, 'nowhere');
    await expect(store.backup(join(nowhere, 'log.sqlite'))).rejects.toThrow(`There is no folder ${nowhere}`);
    expect(existsSync(nowhere)).toBe(false);
    await store.close();
  });

  const probe = temporaryFolder();
  const mountable = canMount(probe.path);
  probe.remove();
  (mountable ? it : it.skip)(
    'onto a disk too small says what to do and leaves nothing (skipped where this user may not mount one)',
    async () => {
      const store = await openEmbeddedEventStore({ folder: folder.path });
      const large = { data: { text: 'x'.repeat(100_000) } };
      for (let round = 0; round < 4; round += 1) await store.append(aStream(), someEvents(5, large), 'any');
      const disk = mkdirIn('disk');
      await onSmallDisk(disk, 1, async () => {
        await expect(store.backup(join(disk, 'log.sqlite'))).rejects.toThrow(
          /could not be written.*full.*See that there is room/,
        );
        expect(readdirSync(disk)).toEqual([]);
      });
      await store.close();
    },
  );
});
