import { DatabaseSync } from 'node:sqlite';
import type { BuildId, LoadProgress } from '../builds';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import type { Checkpoint, ReadModel } from '../read-model';
import type { BulkLoad, ReadBuild, RowChanges } from '../read-store';
import { RowCodec, type EncodedRow } from '../row-codec';
import { partPath } from './build-file';
import { SqliteBulkLoad } from './bulk-load';
import { beginLoad, endLoad, guarded, loadState, unguarded, type LoadState } from './load-state';
import { SqliteReadModel } from './read-model';
import { createTables, misfit } from './schema';
import { settle } from './settle';
import { BuildStatements } from './statements';
import { inTransaction } from './transaction';

const settings = 'PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000;';

/** What a build tells of itself. */
export interface BuildEvents {
  saved(progress: LoadProgress): void;
  /** It holds all that it was made for, durably. */
  completed(): void;
  closed(): void;
}

export class SqliteReadBuild<Table extends Columns> implements ReadBuild<Table> {
  readonly model: ReadModel<Table>;
  private readonly statements: BuildStatements;
  private isLoading = false;

  private constructor(
    readonly id: BuildId,
    private readonly db: DatabaseSync,
    private readonly path: string,
    table: Table,
    private state: LoadState,
    private readonly events: BuildEvents,
  ) {
    const codec = new RowCodec(table);
    this.statements = new BuildStatements(db, codec.names);
    this.model = new SqliteReadModel(path, codec, this.statements);
  }

  static create<T extends Columns>(
    id: BuildId,
    path: string,
    table: T,
    events: BuildEvents,
  ): SqliteReadBuild<T> {
    return opened(path, (db) => {
      db.exec(settings + unguarded);
      inTransaction(db, () => {
        createTables(db, table);
        beginLoad(db);
      });
      return new SqliteReadBuild(id, db, path, table, 'empty', events);
    });
  }

  /** @throws BuildUnusable */
  static open<T extends Columns>(
    id: BuildId,
    path: string,
    table: T,
    events: BuildEvents,
  ): SqliteReadBuild<T> {
    try {
      return opened(path, (db) => {
        const reason = misfit(db, table);
        if (reason !== undefined) throw new BuildUnusable(id, reason);
        const state = loadState(db);
        db.exec(settings + (state === 'finished' ? guarded : unguarded));
        return new SqliteReadBuild(id, db, path, table, state, events);
      });
    } catch (error) {
      if (error instanceof BuildUnusable) throw error;
      throw new BuildUnusable(id, error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  // A statement for each is the fastest here, where nothing is sent to anybody.

  rowsOf(subjects: readonly string[]): Promise<readonly EncodedRow[]> {
    return settle(() => subjects.flatMap((subject) => this.statements.rows.of(subject)));
  }

  customersOf(journeyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return settle(() => found(journeyIds, (id) => this.statements.members.customerOf(id)));
  }

  membersOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return settle(() =>
      found(customerIds, (id) => {
        const members = this.statements.members.membersOf(id);
        return members.length === 0 ? undefined : members;
      }),
    );
  }

  commit(changes: RowChanges, checkpoint: Checkpoint): Promise<void> {
    return settle(() => {
      if (this.state !== 'finished') this.beginWithCommits();
      inTransaction(this.db, () => {
        this.statements.apply(changes);
        this.statements.checkpoint.write(checkpoint);
      });
    });
  }

  load(): Promise<BulkLoad> {
    return settle(() => {
      if (this.state === 'finished' || this.isLoading)
        throw new Error(`Build ${this.id.build} has been written to: only an empty one is loaded.`);
      this.isLoading = true;
      const progress = this.state === 'empty' ? undefined : this.state;
      const events = {
        saved: (reached: LoadProgress) => this.events.saved(reached),
        finished: () => this.finish(),
      };
      return new SqliteBulkLoad(this.db, this.statements, progress, events, partPath(this.path));
    });
  }

  close(): Promise<void> {
    return settle(() => {
      if (!this.db.isOpen) return;
      this.db.close();
      this.events.closed();
    });
  }

  private beginWithCommits(): void {
    if (this.isLoading || this.state !== 'empty')
      throw new Error(`Build ${this.id.build} is being loaded: it takes commits once that is finished.`);
    inTransaction(this.db, () => {
      endLoad(this.db);
    });
    this.finish();
  }

  private finish(): void {
    this.db.exec(guarded);
    this.state = 'finished';
    this.events.completed();
  }
}

/** Of each key what there is. */
function found<T>(keys: readonly string[], of: (key: string) => T | undefined): Map<string, T> {
  const values = new Map<string, T>();
  for (const key of keys) {
    const value = of(key);
    if (value !== undefined) values.set(key, value);
  }
  return values;
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
