import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anEvent, canMount, onSmallDisk } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';

const large = { data: { text: 'x'.repeat(100_000) } };
const stream = 'journey-1';
const folder = temporaryFolder();
afterAll(() => folder.remove());

const onMountable = canMount(folder.path) ? describe : describe.skip;

onMountable('a full disk (skipped where this user may not mount a small one)', () => {
  it('stops appends, loses nothing, and lets them go on when there is room again', async () => {
    await onSmallDisk(folder.path, 4, async () => {
      const ballast = join(folder.path, 'ballast');
      writeFileSync(ballast, Buffer.alloc(1_500_000));
      const store = await openEmbeddedEventStore({ folder: folder.path, probeIntervalMs: 0 });
      let last = (await store.append(stream, [anEvent(large)], 'no-stream')).revision;
      const fill = async (): Promise<void> => {
        for (;;) last = (await store.append(stream, [anEvent(large)], last)).revision;
      };
      await expect(fill()).rejects.toMatchObject({ code: 'store-read-only' });
      expect(last).toBeGreaterThan(0);
      expect(await store.health()).toMatchObject({ writable: false });
      rmSync(ballast);
      expect(await store.health()).toEqual({ writable: true });
      await expect(store.append(stream, [anEvent(large)], last)).resolves.toMatchObject({
        revision: last + 1,
      });
      expect(await verifyEmbedded({ folder: folder.path })).toMatchObject({ sound: true, events: last + 2 });
      await store.close();
    });
  });
});
