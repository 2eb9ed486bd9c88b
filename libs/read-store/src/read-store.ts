import type { EncodedRow } from './cells';
import type { Columns } from './columns';
import type { Checkpoint, ReadModel } from './read-model';

/** Names one build of one version of a projection's rows. */
export interface BuildId {
  /** `[a-z0-9-]{1,64}` */
  readonly projection: string;
  /** The projection's declared version. */
  readonly version: number;
  /** Given by the store; no two builds share it. */
  readonly build: string;
}

export interface RowKey {
  readonly journeyId: string;
  readonly part: string;
}

export interface RowChanges {
  readonly puts: readonly EncodedRow[];
  readonly removals: readonly RowKey[];
}

/** Fills an empty build. Nothing of it can be read before `finish`. */
export interface BulkLoad {
  /** Rows in key order, also across calls. */
  add(rows: readonly EncodedRow[]): Promise<void>;
  /** Resolves when all rows and the checkpoint are durable; without a checkpoint the build has seen no event. */
  finish(checkpoint: Checkpoint | undefined): Promise<void>;
}

/** One build, held by its only writer. */
export interface ReadBuild<Table extends Columns> {
  readonly id: BuildId;
  readonly model: ReadModel<Table>;
  /** The rows of one journey as they are kept, by part. */
  rowsOf(journeyId: string): Promise<readonly EncodedRow[]>;
  /** Rows and checkpoint change together or not at all; readable at once. What a power loss may take is the newest commits, whole. */
  commit(changes: RowChanges, checkpoint: Checkpoint): Promise<void>;
  load(): Promise<BulkLoad>;
  /** Its model answers no longer. */
  close(): Promise<void>;
}

/** Rows of projections, by build. Every adapter passes the suite in `@rapport/read-store/compliance`. */
export interface ReadStore {
  /** The builds in force, at most one of each projection. */
  inForce(): Promise<readonly BuildId[]>;
  /** An empty build beside whatever is in force. */
  create<Table extends Columns>(projection: string, version: number, table: Table): Promise<ReadBuild<Table>>;
  /** @throws BuildUnusable where it is missing, damaged, of another format or of another table */
  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>>;
  /** Puts all of these in force in one step, each in place of its projection's former build. Durable when it resolves. */
  putInForce(builds: readonly BuildId[]): Promise<void>;
  /** Removes every build that is neither in force nor open here: left by a crash, or superseded. Returns what it removed. */
  sweep(): Promise<readonly BuildId[]>;
  /** Closes what is open here too. Closing again does nothing; so it is with a build. */
  close(): Promise<void>;
}
