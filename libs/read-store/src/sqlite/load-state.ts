import type { DatabaseSync } from 'node:sqlite';
import type { LoadProgress } from '../builds';
import { bootId } from './boot-id';

/** One row: how far the filling of the build is. */
export const loadTable = `
  CREATE TABLE load (
    one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT NOT NULL, progress TEXT, is_finished INTEGER NOT NULL
  ) STRICT;
`;

/**
 * How a file is written while a build is filled: nothing is synced, and what is saved is safe from the end of the process by
 * a journal that stays small, since nearly all pages are new. After the end of the machine such a file is not trusted.
 */
export const unguarded = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;';

/**
 * NORMAL is sound here: rows come from durable events, and a commit that a power loss takes is folded again. It comes first,
 * so that the change of the journal syncs all that was written unguarded.
 */
export const guarded = 'PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL;';

/** `empty`: nothing was saved yet. */
export type LoadState = 'empty' | 'finished' | LoadProgress;

export function loadState(db: DatabaseSync): LoadState {
  const row = db.prepare('SELECT progress, is_finished FROM load').get();
  if (row?.is_finished === 1) return 'finished';
  return typeof row?.progress === 'string' ? (JSON.parse(row.progress) as LoadProgress) : 'empty';
}

/** Whether the machine has run on since the file was written to, synced or not. */
export function isOfThisBoot(db: DatabaseSync): boolean {
  return db.prepare('SELECT boot_id FROM load').get()?.boot_id === bootId;
}

export function beginLoad(db: DatabaseSync): void {
  db.prepare('INSERT INTO load VALUES (1, ?, NULL, 0)').run(bootId);
}

export function saveProgress(db: DatabaseSync, progress: LoadProgress): void {
  db.prepare('UPDATE load SET progress = ?').run(JSON.stringify(progress));
}

export function endLoad(db: DatabaseSync): void {
  db.exec('UPDATE load SET is_finished = 1; DROP TABLE pending;');
}
