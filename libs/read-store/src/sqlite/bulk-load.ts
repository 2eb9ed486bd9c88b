import type { DatabaseSync } from 'node:sqlite';
import type { Checkpoint } from '../read-model';
import type { BulkLoad, LoadBatch } from '../read-store';
import { settle } from './settle';
import type { RowStatements } from './statements';

/** One large transaction without a journal, for a file that nothing names yet; then a build like any other. */
export class SqliteBulkLoad implements BulkLoad {
  constructor(
    private readonly db: DatabaseSync,
    private readonly statements: RowStatements,
    /** Makes all that was written durable and everything to come safe. */
    private readonly guard: () => void,
  ) {
    db.exec('BEGIN');
  }

  readonly progress = undefined;

  add({ rows, members, parked }: LoadBatch): Promise<void> {
    return settle(() => {
      for (const row of rows) this.statements.put(row);
      for (const change of members ?? []) this.statements.members.apply(change);
      for (const one of parked ?? []) this.statements.parked.park(one);
    });
  }

  save(): Promise<void> {
    return Promise.resolve();
  }

  finish(checkpoint: Checkpoint | undefined): Promise<void> {
    return settle(() => {
      if (checkpoint !== undefined) this.statements.write(checkpoint);
      this.db.exec('COMMIT');
      this.guard();
    });
  }
}
