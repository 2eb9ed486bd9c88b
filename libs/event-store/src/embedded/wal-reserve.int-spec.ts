import { appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents, anEvent, aStream, canMount, idsOf, onSmallDisk } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';
import { verifyEmbedded } from './verify/verify';
import { WalReserve } from './wal-reserve';

const KIB = 1_024;
const COMMITS = 200;

describe('the reserve of the write-ahead log', () => {
  let folder: TemporaryFolder;
  let file: string;
  let wal: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'log.sqlite');
    wal = `${file}-wal`;
  });
  afterEach(() => folder.remove());

  const keep = (commits: number, reserve: WalReserve): void => {
    for (let commit = 0; commit < commits; commit += 1) reserve.keep();
  };
  const keptFor = (commits: number, reserve: WalReserve): number => {
    keep(commits, reserve);
    return statSync(wal).size;
  };

  const endsInZeros = (): boolean =>
    readFileSync(wal)
      .subarray(-4_096)
      .every((byte) => byte === 0);

  it('is taken for no event by a start after a crash, and hides none', async () => {
    const store = await openEmbeddedEventStore({ file });
    let commits = 0;
    for (; commits < COMMITS || !endsInZeros(); commits += 1) {
      await store.append(aStream(), [anEvent()], 'no-stream');
      expect(commits).toBeLessThan(2 * COMMITS);
    }
    const ids = idsOf(await allEvents(store));
    const crashed = join(folder.path, 'crashed.sqlite');
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, crashed + suffix);
    await store.close();

    const again = await openEmbeddedEventStore({ file: crashed });
    expect(ids).toHaveLength(commits);
    expect(idsOf(await allEvents(again))).toEqual(ids);
    await again.append(aStream(), [anEvent()], 'no-stream');
    await again.close();
    expect(await verifyEmbedded({ file: crashed })).toMatchObject({ sound: true, events: commits + 1 });
  });

  it('is as much again as there is, up to 1 MiB, once it is used up', () => {
    writeFileSync(wal, Buffer.alloc(100 * KIB, 1));
    const reserve = new WalReserve(file);
    expect(keptFor(COMMITS, reserve)).toBe(200 * KIB);
    appendFileSync(wal, Buffer.alloc(2_000 * KIB, 1));
    expect(keptFor(COMMITS, reserve)).toBe(2_200 * KIB + 1_024 * KIB);
    reserve.close();
  });

  it('is not missed where it cannot be had', () => {
    const reserve = new WalReserve(file);
    keep(COMMITS, reserve);
    writeFileSync(wal, Buffer.alloc(KIB));
    expect(keptFor(COMMITS, reserve)).toBe(KIB);
    reserve.close();
  });

  const mountable = temporaryFolder();
  const onMountable = canMount(mountable.path) ? it : it.skip;
  afterAll(() => mountable.remove());

  onMountable('leaves a nearly full disk to the events (skipped where this user may not mount one)', () =>
    onSmallDisk(folder.path, 1, () => {
      writeFileSync(wal, Buffer.alloc(700 * KIB, 1));
      const reserve = new WalReserve(file);
      expect(keptFor(COMMITS, reserve)).toBe(700 * KIB);
      expect(() => appendFileSync(wal, Buffer.alloc(200 * KIB, 1))).not.toThrow();
      reserve.close();
      return Promise.resolve();
    }),
  );
});
