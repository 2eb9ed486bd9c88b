import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const schema = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tallies (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS joined (tbl TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL, columns TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS joined_by_key ON joined (tbl, key);
  CREATE TABLE IF NOT EXISTS rows (
    grp TEXT NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, tie TEXT NOT NULL, hash TEXT NOT NULL,
    line INTEGER NOT NULL, content TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS commands (
    at INTEGER NOT NULL, grp TEXT NOT NULL, n INTEGER NOT NULL, journey TEXT NOT NULL, command TEXT NOT NULL,
    file TEXT NOT NULL, line INTEGER NOT NULL, row TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS plan (
    seq INTEGER PRIMARY KEY, journey TEXT NOT NULL, command TEXT NOT NULL,
    file TEXT NOT NULL, line INTEGER NOT NULL, row TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS refused (seq INTEGER PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS issues (
    file TEXT NOT NULL, line INTEGER NOT NULL, row TEXT, command TEXT, journey TEXT, code TEXT NOT NULL, reason TEXT NOT NULL);
`;

/** Another process is at this very import. */
export class ImportUnderWay extends Error {
  readonly code = 'import-under-way';

  constructor(path: string) {
    super(`This import is already under way: another process holds ${path}. Wait for it, or end it first.`);
    this.name = 'ImportUnderWay';
  }
}

/** There is no room for the rows of the import. */
export class WorkFileFull extends Error {
  readonly code = 'work-file-full';

  constructor(path: string, cause: unknown) {
    super(
      `The disk of the work file ${path} is full. Free space on it, or name a folder on another disk with --work, and run the same command again.`,
      { cause },
    );
    this.name = 'WorkFileFull';
  }
}

/**
 * The work file of one import: rows and commands on disk, so that memory stays constant, and how far the engine has
 * acknowledged them. It holds data of the source, so only its owner may read it.
 */
export class StagingDatabase {
  private constructor(
    readonly path: string,
    readonly sqlite: DatabaseSync,
  ) {}

  /** @throws ImportUnderWay, WorkFileFull */
  static open(path: string): StagingDatabase {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const sqlite = new DatabaseSync(path);
    try {
      chmodSync(path, 0o600);
      // Exclusive: the lock is taken with the first write and kept.
      sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      sqlite.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
    } catch (error) {
      sqlite.close();
      throw resultCode(error) === busy ? new ImportUnderWay(path) : translated(error, path);
    }
    return new StagingDatabase(path, sqlite);
  }

  /** All of what `write` does, or nothing; every write goes through here. @throws WorkFileFull */
  transaction(write: () => void): void {
    this.sqlite.exec('BEGIN');
    try {
      write();
      this.sqlite.exec('COMMIT');
    } catch (error) {
      if (this.sqlite.isTransaction) this.sqlite.exec('ROLLBACK'); // a full disk may have rolled back already
      throw translated(error, this.path);
    }
  }

  /** Forgets everything. */
  clear(): void {
    for (const table of ['meta', 'tallies', 'joined', 'rows', 'commands', 'plan', 'refused', 'issues'])
      this.sqlite.exec(`DELETE FROM ${table}`);
  }

  get isOpen(): boolean {
    return this.sqlite.isOpen;
  }

  close(): void {
    if (this.isOpen) this.sqlite.close();
  }

  remove(): void {
    this.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.path + suffix, { force: true });
  }
}

const busy = 5;
const full = 13;

/** Names a full disk as such; everything else passes. */
const translated = (error: unknown, path: string): unknown =>
  resultCode(error) === full ? new WorkFileFull(path, error) : error;

/** SQLite's; undefined where the error is none of SQLite's. */
const resultCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : undefined;
