import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StagingDatabase } from './database';

describe('a work file', () => {
  let folder: string;
  let database: StagingDatabase;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-work-'));
    database = StagingDatabase.open(join(folder, 'work', 'one.sqlite'));
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });
  const put = (text: string) =>
    database.sqlite.prepare('INSERT INTO meta VALUES (?, ?)').run(text.slice(0, 10), text);

  it('may be read by its owner alone', () => {
    put('written');
    for (const path of [join(folder, 'work'), database.path, `${database.path}-wal`])
      expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('says what to do when its disk is full, and keeps what it held', () => {
    database.transaction(() => put('kept'));
    database.sqlite.exec('PRAGMA max_page_count = 1'); // no more than there are
    const tooMuch = () =>
      database.transaction(() => {
        for (const letter of 'abcdefgh') put(letter.repeat(100_000));
      });
    expect(tooMuch).toThrow('is full. Free space on it, or name a folder on another disk with --work');
    expect(database.sqlite.prepare('SELECT name FROM meta').all()).toEqual([{ name: 'kept' }]);
    database.sqlite.exec('PRAGMA max_page_count = 100000');
    tooMuch();
    expect(database.sqlite.prepare('SELECT count(*) AS n FROM meta').get()).toEqual({ n: 9 });
  });

  it('leaves nothing behind when it is removed', () => {
    put('written');
    database.remove();
    expect(() => statSync(database.path)).toThrow('ENOENT');
  });
});
