import type { DatabaseSync } from 'node:sqlite';
import type { EncodedRow } from '../cells';
import type { Checkpoint } from '../read-model';
import type { BulkLoad } from '../read-store';
import { settle } from './settle';
import type { RowStatements } from './statements';

/**
 * One large transaction without a journal: until it is finished nothing names the file, so a crash leaves only an orphan.
 * The commit syncs the file; after it the file is a WAL database like any other.
 */
export class SqliteBulkLoad implements BulkLoad {
  constructor(
    private readonly db: DatabaseSync,
    private readonly statements: RowStatements,
  ) {
    db.exec('PRAGMA journal_mode = OFF');
    db.exec('BEGIN');
  }

  add(rows: readonly EncodedRow[]): Promise<void> {
    return settle(() => {
      for (const row of rows) this.statements.put(row);
    });
  }

  finish(checkpoint: Checkpoint | undefined): Promise<void> {
    return settle(() => {
      if (checkpoint !== undefined) this.statements.write(checkpoint);
      this.db.exec('COMMIT');
      this.db.exec('PRAGMA journal_mode = WAL');
    });
  }
}
