import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readStoreCompliance } from '@rapport/read-store/compliance';
import type { BuildId } from '../builds';
import { integer } from '../columns';
import { BuildUnusable, ReadStoreUnusable } from '../errors';
import type { ReadStore } from '../read-store';
import { buildPath } from './build-file';
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
    db.exec('PRAGMA user_version = 4');
    db.close();
    await expect(openSqliteReadStore(folder)).rejects.toThrow('has format 4; this build knows 3');
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

  it('of a load are not trusted after the machine was started anew', async () => {
    const { id, change } = await leftLoading();
    change(`UPDATE load SET boot_id = 'another'`);
    const store = await openSqliteReadStore(folder);
    const [entry] = await store.builds();
    expect(entry).toEqual({ id, state: 'loading', progress: undefined, replay: undefined });
    await expect(store.open(id, table)).rejects.toThrow(BuildUnusable);
    expect(await store.sweep()).toEqual([id]);
    await store.close();
  });

  it('of a load that ended before the catalogue knew are complete', async () => {
    const { id, change } = await leftLoading();
    change('UPDATE load SET is_finished = 1');
    const store = await openSqliteReadStore(folder);
    expect(await store.builds()).toEqual([{ id, state: 'complete', progress: undefined, replay: undefined }]);
    const build = await store.open(id, table);
    await build.commit({ puts: [{ subject: 'j2', part: '', values: [2] }], removals: [] }, checkpoint);
    expect(await build.model.subject('j1')).toHaveLength(1);
    await store.close();
  });

  it('of a format that this build does not know are unusable', async () => {
    const store = await openSqliteReadStore(folder);
    const { id } = await complete(store, 'stages', 1);
    await store.close();
    changeFile(id, 'UPDATE build SET format = 99');
    const again = await openSqliteReadStore(folder);
    await expect(again.open(id, table)).rejects.toThrow('its format is 99, not 2');
    await again.close();
  });

  it('of the first format are swept away', async () => {
    const db = new DatabaseSync(join(folder, 'catalogue.sqlite'));
    db.exec(`CREATE TABLE in_force (projection TEXT PRIMARY KEY, version INTEGER NOT NULL, build TEXT NOT NULL) STRICT;
      INSERT INTO in_force VALUES ('stages', 1, '0123456789ab'); PRAGMA user_version = 1;`);
    db.close();
    writeFileSync(join(folder, 'stages-v1-0123456789ab.sqlite'), 'as it was');
    const store = await openSqliteReadStore(folder);
    expect(await store.inForce()).toEqual([]);
    expect(await store.sweep()).toEqual([{ projection: 'stages', version: 1, build: '0123456789ab' }]);
    await store.close();
    expect(readdirSync(folder)).toEqual(['catalogue.sqlite']);
  });

  async function leftLoading() {
    const store = await openSqliteReadStore(folder);
    const build = await store.create('stages', 1, table);
    const load = await build.load();
    await load.add({ rows: [{ subject: 'j1', part: '', values: [1] }] });
    await load.save({ head: checkpoint, slab: 0, lastSubject: 'j1' });
    await store.close();
    return { id: build.id, change: (sql: string) => changeFile(build.id, sql) };
  }

  function changeFile(id: BuildId, sql: string): void {
    const file = new DatabaseSync(buildPath(folder, id));
    file.exec(sql);
    file.close();
  }
});
