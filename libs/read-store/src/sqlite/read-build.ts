import { DatabaseSync } from 'node:sqlite';
import { RowCodec, type EncodedRow } from '../row-codec';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import type { Checkpoint, ReadModel } from '../read-model';
import type { BuildId } from '../builds';
import type { BulkLoad, ReadBuild, RowChanges } from '../read-store';
import { SqliteBulkLoad } from './bulk-load';
import { SqliteReadModel } from './read-model';
import { createTables, misfit } from './schema';
import { settle } from './settle';
import { RowStatements } from './statements';
import { inTransaction } from './transaction';

const settings = 'PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000;';
/** For a file that nothing names yet: a crash leaves an orphan, whatever it holds. */
const unguarded = 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;';
/**
 * NORMAL is sound here: rows come from durable events, and a commit that a power loss takes is folded again. It comes first,
 * so that the change of the journal syncs all that was written unguarded.
 */
const guarded = 'PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL;';

export class SqliteReadBuild<Table extends Columns> implements ReadBuild<Table> {
  readonly model: ReadModel<Table>;
  private readonly statements: RowStatements;
  private isGuarded = false;

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
    return opened(path, (db) => {
      db.exec(settings + unguarded);
      createTables(db, table);
      return new SqliteReadBuild(id, db, path, table, closed);
    });
  }

  /** @throws BuildUnusable */
  static open<T extends Columns>(
    id: BuildId,
    path: string,
    table: T,
    closed: () => void,
  ): SqliteReadBuild<T> {
    try {
      return opened(path, (db) => {
        db.exec(settings + guarded);
        const reason = misfit(db, table);
        if (reason !== undefined) throw new BuildUnusable(id, reason);
        const build = new SqliteReadBuild(id, db, path, table, closed);
        build.isGuarded = true;
        return build;
      });
    } catch (error) {
      if (error instanceof BuildUnusable) throw error;
      throw new BuildUnusable(id, error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  rowsOf(subject: string): Promise<readonly EncodedRow[]> {
    return settle(() => this.statements.rowsOf(subject));
  }

  commit(changes: RowChanges, checkpoint: Checkpoint): Promise<void> {
    return settle(() => {
      this.guard();
      inTransaction(this.db, () => {
        this.apply(changes);
        this.statements.write(checkpoint);
      });
    });
  }

  load(): Promise<BulkLoad> {
    return settle(() => {
      if (this.isGuarded)
        throw new Error(`Build ${this.id.build} has been written to: only an empty one is loaded.`);
      return new SqliteBulkLoad(this.db, this.statements, () => this.guard());
    });
  }

  close(): Promise<void> {
    return settle(() => {
      if (!this.db.isOpen) return;
      this.db.close();
      this.closed();
    });
  }

  private apply({ puts, removals, members, parked, unparked }: RowChanges): void {
    const { statements } = this;
    for (const key of removals) statements.delete(key);
    for (const row of puts) statements.put(row);
    for (const change of members ?? []) statements.members.apply(change);
    for (const subject of unparked ?? []) statements.parked.unpark(subject);
    for (const one of parked ?? []) statements.parked.park(one);
  }

  private guard(): void {
    if (this.isGuarded) return;
    this.db.exec(guarded);
    this.isGuarded = true;
  }
}

/** A file that cannot be used is not left open. */
function opened<T>(path: string, prepare: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path);
  try {
    return prepare(db);
  } catch (error) {
    db.close();
    throw error;
  }
}
