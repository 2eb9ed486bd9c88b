import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction';

/** Tables that are filled while a build is loaded. A part's rows lie behind those of its build, in the order of keys as these. */
const loaded = ['rows', 'member', 'parked', 'pending'] as const;

/** Copies what a part's file holds, then does `save`, all in one transaction. */
export function copyPart(db: DatabaseSync, path: string, save: () => void): void {
  db.prepare('ATTACH ? AS part').run(path);
  try {
    inTransaction(db, () => {
      for (const table of loaded) db.exec(`INSERT INTO main.${table} SELECT * FROM part.${table}`);
      save();
    });
  } finally {
    db.exec('DETACH part');
  }
}
