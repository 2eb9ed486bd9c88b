import type { DatabaseSync } from 'node:sqlite';
import type { LoadProgress } from '../builds';
import { bootId } from './boot-id';
import { inTransaction } from './transaction';

/** Is there while a build is being filled; holds a row once something was saved. */
export const loadTable = `
  CREATE TABLE load (
    one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT NOT NULL, progress TEXT NOT NULL
  ) STRICT;
`;

/**
 * How a file is written while a build is filled: nothing is synced, and what is saved is safe from the end of the process by
 * a journal that stays small, since nearly all pages are new. A file that the machine's end may have torn is not trusted.
 */
export const unguarded = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;';

/** NORMAL is sound here: rows come from durable events, and a commit that a power loss takes is folded again. */
export const guarded = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;';

export type LoadState = 'empty' | 'finished' | LoadProgress;

/** Of a file that nobody holds. `lost`: nothing was saved, or what was saved cannot be trusted. */
export function loadState(db: DatabaseSync): 'finished' | 'lost' | LoadProgress {
  if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'load'`).get() === undefined) return 'finished';
  const row = db.prepare('SELECT boot_id, progress FROM load').get();
  if (row?.boot_id !== bootId) return 'lost';
  return JSON.parse(row.progress as string) as LoadProgress;
}

export function saveProgress(db: DatabaseSync, progress: LoadProgress): void {
  db.prepare('INSERT OR REPLACE INTO load VALUES (1, ?, ?)').run(bootId, JSON.stringify(progress));
}

/** Makes all that was written durable, and everything to come safe. */
export function finishFile(db: DatabaseSync): void {
  db.exec('PRAGMA synchronous = FULL');
  inTransaction(db, () => {
    db.exec('DROP TABLE load; DROP TABLE pending;');
  });
  db.exec(guarded);
}
