import { DatabaseSync } from 'node:sqlite';
import { RowCodec, type EncodedRow } from '../cells';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import type { Checkpoint, ReadModel } from '../read-model';
import type { BuildId, BulkLoad, ReadBuild, RowChanges } from '../read-store';
import { SqliteBulkLoad } from './bulk-load';
import { SqliteReadModel } from './read-model';
import { createTables, misfit } from './schema';
import { settle } from './settle';
import { RowStatements } from './statements';
import { inTransaction } from './transaction';

/** NORMAL is sound here: rows come from durable events, and a commit that a power loss takes is folded again. */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA cache_size = -32000;
`;

export class SqliteReadBuild<Table extends Columns> implements ReadBuild<Table> {
  readonly model: ReadModel<Table>;
  private readonly statements: RowStatements;

  private constructor(
    readonly id: BuildId,
    private readonly db: DatabaseSync,
    path: string,
    table: Table,
    private readonly closed: () => void,
  ) {
    const codec = new RowCodec(table);
    this.statements = new RowStatements(db, codec.names);
    this.model = new SqliteReadModel(path, codec, this.statements);
  }

  static create<T extends Columns>(
    id: BuildId,
    path: string,
    table: T,
    closed: () => void,
  ): SqliteReadBuild<T> {
    const db = new DatabaseSync(path);
    db.exec(pragmas);
    inTransaction(db, () => {
      createTables(db, table);
    });
    return new SqliteReadBuild(id, db, path, table, closed);
  }

  /** @throws BuildUnusable */
  static open<T extends Columns>(
    id: BuildId,
    path: string,
    table: T,
    closed: () => void,
  ): SqliteReadBuild<T> {
    const db = new DatabaseSync(path);
    try {
      db.exec(pragmas);
      const reason = misfit(db, table);
      if (reason !== undefined) throw new BuildUnusable(id, reason);
      return new SqliteReadBuild(id, db, path, table, closed);
    } catch (error) {
      db.close();
      if (error instanceof BuildUnusable) throw error;
      throw new BuildUnusable(id, error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  rowsOf(journeyId: string): Promise<readonly EncodedRow[]> {
    return settle(() => this.statements.rowsOf(journeyId));
  }

  commit({ puts, removals }: RowChanges, checkpoint: Checkpoint): Promise<void> {
    return settle(() => {
      inTransaction(this.db, () => {
        for (const key of removals) this.statements.delete(key);
        for (const row of puts) this.statements.put(row);
        this.statements.write(checkpoint);
      });
    });
  }

  load(): Promise<BulkLoad> {
    return settle(() => new SqliteBulkLoad(this.db, this.statements));
  }

  close(): Promise<void> {
    return settle(() => {
      if (!this.db.isOpen) return;
      this.db.close();
      this.closed();
    });
  }
}
