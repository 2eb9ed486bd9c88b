import { DatabaseSync } from 'node:sqlite';
import { ReadStoreUnusable } from '../../errors';
import { inTransaction } from '../transaction';

/** Raised when the layout of the catalogue changes; an older one is emptied, so that its builds are made anew. */
const format = 3;

/** How long one process waits for another's transaction: they all are short. */
const timeoutMs = 10_000;

const tables = `
  CREATE TABLE build (
    number INTEGER PRIMARY KEY AUTOINCREMENT, build TEXT NOT NULL UNIQUE, projection TEXT NOT NULL,
    version INTEGER NOT NULL, replay TEXT, progress TEXT, completed INTEGER UNIQUE
  ) STRICT;
  CREATE TABLE in_force (projection TEXT PRIMARY KEY, build TEXT NOT NULL) STRICT;
  CREATE TABLE replay (
    name TEXT PRIMARY KEY, as_of INTEGER, known_at INTEGER, projections TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT;
`;

/** Full sync: what was answered stays. @throws ReadStoreUnusable */
export function openCatalogue(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: timeoutMs });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    inTransaction(db, () => {
      prepare(db, path);
    });
    return db;
  } catch (error) {
    db.close();
    if (error instanceof ReadStoreUnusable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReadStoreUnusable(`${path} cannot be read: ${reason}. ${remedy}`, { cause: error });
  }
}

const remedy =
  'Its folder holds nothing that is not built again from the log: stop the engine, remove the folder and start again.';

function prepare(db: DatabaseSync, path: string): void {
  const found = db.prepare('PRAGMA user_version').get()?.user_version as number;
  if (found === format) return;
  if (found > format)
    throw new ReadStoreUnusable(`${path} has format ${found}; this build knows ${format}. ${remedy}`);
  const former = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .all();
  for (const { name } of former) db.exec(`DROP TABLE "${String(name)}"`);
  db.exec(tables);
  db.exec(`PRAGMA user_version = ${format}`);
}
