import { existsSync, mkdirSync, rmdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { aStream, someEvents } from '../../compliance';
import type { Position } from '../position';
import type { Query } from './database';
import { openEmbeddedEventStore, openEmbeddedReader } from './open';
import { openRaw } from './testing/open-raw';
import { overwritePages } from './testing/overwrite-pages';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder';

const pragma = (name: string): Query<[value: number | string]> => ({ sql: `PRAGMA ${name}` });

describe('opening an embedded log', () => {
  let folder: TemporaryFolder;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'log.sqlite');
  });
  afterEach(() => folder.remove());

  async function aLog(events: number): Promise<void> {
    const store = await openEmbeddedEventStore({ file });
    await store.append(aStream(), someEvents(events), 'any');
    await store.close();
  }

  const change = (sql: string): void => {
    const connection = new DatabaseSync(file);
    connection.exec(sql);
    connection.close();
  };

  it('writes so that what is acknowledged survives a loss of power', async () => {
    for (const round of ['new', 'opened again']) {
      const { store, database } = openRaw(file);
      const FULL = 2;
      expect([round, database.get(pragma('synchronous'))]).toEqual([round, [FULL]]);
      expect(database.get(pragma('journal_mode'))).toEqual(['wal']);
      expect(database.get(pragma('wal_autocheckpoint'))).toEqual([16_000]);
      await store.close();
    }
  });

  it('makes the folder, and an id that stays', async () => {
    const deep = join(folder.path, 'a', 'b');
    const first = await openEmbeddedEventStore({ folder: deep });
    expect(first.logId).toMatch(/^[0-9a-z]{8}$/);
    await first.close();
    const again = await openEmbeddedEventStore({ folder: deep });
    expect(again.logId).toBe(first.logId);
    const other = await openEmbeddedEventStore({ folder: folder.path });
    expect(other.logId).not.toBe(first.logId);
    await Promise.all([again.close(), other.close()]);
  });

  it('has neither head nor next as long as it is empty', async () => {
    const store = await openEmbeddedEventStore({ file });
    expect(await store.head()).toBeUndefined();
    for (const direction of ['forwards', 'backwards'] as const) {
      expect(await store.readAll({ direction })).toEqual({ events: [], end: true });
    }
    await store.subscribe(() => undefined).caughtUp;
    await store.close();
  });

  it('refuses the format of a newer build', async () => {
    await aLog(1);
    change('PRAGMA user_version = 99');
    const refusal = { code: 'newer-format', message: expect.stringContaining('99') as string };
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject(refusal);
    await expect(openEmbeddedReader({ file })).rejects.toMatchObject(refusal);
  });

  it.each([
    [
      'is no database',
      () => writeFileSync(file, 'no database at all, but long enough to look at'.repeat(100)),
    ],
    ['is empty', () => writeFileSync(file, '')],
    ['belongs to somebody else', () => change('CREATE TABLE theirs (x)')],
  ])('refuses a file that %s, and says what to do', async (_, spoil) => {
    spoil();
    const refusal = { code: 'corrupt-store', message: expect.stringContaining('restore a backup') as string };
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject(refusal);
    await expect(openEmbeddedReader({ file })).rejects.toMatchObject(refusal);
  });

  it('names damage that it meets on the way, when opening or when reading', async () => {
    await aLog(3_000);
    overwritePages(file, 8, 60);
    const readThrough = async (): Promise<void> => {
      const store = await openEmbeddedEventStore({ file });
      try {
        await store.readAll({ limit: 3_000 });
      } finally {
        await store.close();
      }
    };
    await expect(readThrough()).rejects.toMatchObject({ code: 'corrupt-store' });
  });

  it('names a file that was cut off', async () => {
    await aLog(3_000);
    truncateSync(file, 40_000);
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject({ code: 'corrupt-store' });
  });

  it('leaves no empty file where it could not make a log, which would be taken for one that lost everything', async () => {
    mkdirSync(`${file}-wal`); // SQLite cannot make its own file there
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' });
    expect(existsSync(file)).toBe(false);
    rmdirSync(`${file}-wal`);
    await (await openEmbeddedEventStore({ file })).close();
  });

  it('lets go of a log that it could not open', async () => {
    writeFileSync(file, 'x'.repeat(5_000));
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject({ code: 'corrupt-store' });
    await expect(openEmbeddedEventStore({ file })).rejects.toMatchObject({ code: 'corrupt-store' });
  });

  it('makes no log for a reader', async () => {
    await expect(openEmbeddedReader({ file })).rejects.toMatchObject({ code: 'store-missing' });
  });

  it('counts exactly', async () => {
    const store = await openEmbeddedEventStore({ file });
    expect(await store.count()).toBe(0);
    const { position } = await store.append(aStream(), someEvents(3), 'any');
    await store.append(aStream(), someEvents(4), 'any');
    expect([await store.count(), await store.count(position)]).toEqual([7, 4]);
    await store.close();
  });

  it('reads a page of any size', async () => {
    const store = await openEmbeddedEventStore({ file });
    const minimal = { data: {} };
    for (let round = 0; round < 30; round += 1)
      await store.append(aStream(), someEvents(5_000, minimal), 'any');
    expect((await store.readAll({ limit: 200_000, detail: 'fold' })).events).toHaveLength(150_000);
    await store.close();
  });

  it('refuses to read on from a future that the log does not have', async () => {
    const store = await openEmbeddedEventStore({ file });
    const { position } = await store.append(aStream(), someEvents(2), 'any');
    const beyond = store.checkPosition(position.replace(/2$/, '9'));
    await expect(store.readAll({ after: beyond })).rejects.toMatchObject({ code: 'foreign-position' });
    await expect(store.subscribe(() => undefined, { after: beyond }).closed).rejects.toMatchObject({
      code: 'foreign-position',
    });
    expect(await store.eventAt(beyond)).toBeUndefined();
    const beyondAll = position.replace(/\d{16}$/, '9'.repeat(16)) as Position;
    await expect(store.readAll({ after: beyondAll })).rejects.toMatchObject({ code: 'foreign-position' });
    await store.close();
  });
});
