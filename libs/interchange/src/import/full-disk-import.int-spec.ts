import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMount, onSmallDisk } from '@rapport/event-store/compliance';
import { ImportHarness, smallShop } from '../../testing';

const probe = mkdtempSync(join(tmpdir(), 'rapport-mount-'));
const onMountable = canMount(probe) ? describe : describe.skip;
rmdirSync(probe);

onMountable(
  'an import whose work file has no room (skipped where this user may not mount a small disk)',
  () => {
    let shop: ImportHarness;
    beforeEach(async () => (shop = await ImportHarness.start()));
    afterEach(() => shop.stop());

    it.each([16, 64, 256])('says what to do with %i KiB', async (kibibytes) => {
      const orders = Array.from({ length: 1_000 }, (_, index) => `o${index},Ada,2018-01-01 10:00`);
      const data = await shop.write({ ...smallShop, orders });
      const work = join(shop.folder, 'work');
      mkdirSync(work);
      await onSmallDisk(work, 1, async () => {
        writeFileSync(join(work, 'ballast'), Buffer.alloc((1_024 - kibibytes) * 1_024));
        await expect(shop.import(data)).rejects.toMatchObject({ code: 'work-file-full' });
      });
      expect(await shop.import(data)).toMatchObject({ rows: 1_003 });
    });
  },
);
