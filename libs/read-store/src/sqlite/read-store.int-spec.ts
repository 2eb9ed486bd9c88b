import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readStoreCompliance } from '@rapport/read-store/compliance';
import { integer } from '../columns';
import { BuildUnusable, ReadStoreUnusable } from '../errors';
import type { ReadStore } from '../read-store';
import { openSqliteReadStore } from './read-store';

/** Of this process. */
const openFiles = '/proc/self/fd';
const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'rapport-read-'));

readStoreCompliance('SQLite', async () => {
  const folder = temporaryFolder();
  let store = await openSqliteReadStore(folder);
  const others: ReadStore[] = [];
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openSqliteReadStore(folder);
      return store;
    },
    another: async () => {
      const other = await openSqliteReadStore(folder);
      others.push(other);
      return other;
    },
    dispose: async () => {
      for (const one of [store, ...others]) await one.close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('the files of the SQLite read store', () => {
  const table = { count: integer() };
  const checkpoint = { logId: 'log', position: '1', lastEventId: 'e1', newestOccurredAt: null };
  const complete = async (store: ReadStore, projection: string, version: number) => {
    const build = await store.create(projection, version, table);
    await (await build.load()).finish(checkpoint);
    return build;
  };
  let folder: string;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are named by projection, version and build', async () => {
    const store = await openSqliteReadStore(folder);
    const { id } = await complete(store, 'stages', 3);
    await store.close();
    const file = `stages-v3-${id.build}.sqlite`;
    expect(readdirSync(folder).sort()).toEqual(['catalogue.sqlite', file, `${file}.lock`]);
  });

  it('are WAL databases, before and after a bulk load', async () => {
    const store = await openSqliteReadStore(folder);
    const build = await complete(store, 'stages', 1);
    const file = new DatabaseSync(join(folder, `stages-v1-${build.id.build}.sqlite`), { readOnly: true });
    expect(file.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    file.close();
    await store.close();
  });

  it('are told unusable where one is damaged', async () => {
    const store = await openSqliteReadStore(folder);
    const { id } = await complete(store, 'stages', 1);
    await store.putInForce([id]);
    await store.close();
    writeFileSync(
      join(folder, `stages-v1-${id.build}.sqlite`),
      'not a database, whatever its name says'.repeat(100),
    );
    const again = await openSqliteReadStore(folder);
    await expect(again.open(id, table)).rejects.toThrow(BuildUnusable);
    await again.close();
  });

  it('say what to do about a damaged catalogue', async () => {
    writeFileSync(join(folder, 'catalogue.sqlite'), 'not a database either'.repeat(100));
    const opening = openSqliteReadStore(folder);
    await expect(opening).rejects.toThrow(ReadStoreUnusable);
    await expect(opening).rejects.toThrow('remove the folder and start again');
  });

  it('refuse a catalogue of a newer format', async () => {
    await (await openSqliteReadStore(folder)).close();
    const db = new DatabaseSync(join(folder, 'catalogue.sqlite'));
    db.exec('PRAGMA user_version = 3');
    db.close();
    await expect(openSqliteReadStore(folder)).rejects.toThrow('has format 3; this build knows 2');
  });

  (existsSync(openFiles) ? it : it.skip)(
    'are not left open where a build cannot be made (seen on Linux)',
    async () => {
      const store = await openSqliteReadStore(folder);
      const before = readdirSync(openFiles).length;
      for (let attempt = 0; attempt < 5; attempt += 1)
        await expect(store.create('stages', 1, { 'no"name': integer() })).rejects.toThrow();
      expect(readdirSync(openFiles).length).toBe(before);
      expect(await store.sweep()).toHaveLength(5);
      await store.close();
    },
  );

  it('leave foreign files in the folder alone', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const store = await openSqliteReadStore(folder);
    await (await store.create('stages', 1, table)).close();
    expect(await store.sweep()).toHaveLength(1);
    await store.close();
    expect(readdirSync(folder).sort()).toEqual(['catalogue.sqlite', 'notes.txt']);
  });
});
