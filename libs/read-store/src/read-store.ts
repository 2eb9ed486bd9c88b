import type { BuildEntry, BuildId, LoadProgress, Replay, ReplayEntry } from './builds';
import type { CellChange } from './cells';
import type { Columns } from './columns';
import type { MembershipChange } from './membership';
import type { Parked } from './parked';
import type { Checkpoint, ReadModel } from './read-model';
import type { EncodedRow } from './row-codec';
import type { SharedStore } from './shared-store';

export interface RowKey {
  readonly subject: string;
  readonly part: string;
}

/** What one commit changes. */
export interface RowChanges {
  readonly puts: readonly EncodedRow[];
  /** Before the puts. */
  readonly removals: readonly RowKey[];
  /** In any order, the same cell any number of times: they are summed up. A cell that comes to 0 is gone. */
  readonly cells?: readonly CellChange[];
  /** In order: of a journey's changes the last holds. */
  readonly members?: readonly MembershipChange[];
  /** In place of what the subject was parked for before. */
  readonly parked?: readonly Parked[];
  /** Subjects; before `parked`. */
  readonly unparked?: readonly string[];
}

/** What a load adds: nothing of it is there yet. */
export interface LoadBatch {
  /** Each key once in a load; fastest in key order, also across calls. */
  readonly rows: readonly EncodedRow[];
  /** As in a commit: any order, summed up. */
  readonly cells?: readonly CellChange[];
  readonly members?: readonly MembershipChange[];
  readonly parked?: readonly Parked[];
}

/** Fills an empty build. Nothing of it can be read before `finish`. */
export interface BulkLoad {
  /** What was saved by a load that a crash ended, which this one goes on with; undefined for one that begins. */
  readonly progress: LoadProgress | undefined;
  /** @throws UnevenCells */
  add(batch: LoadBatch): Promise<void>;
  /**
   * All that was added so far, cells too, survives the end of the process, however it ends: after it the build can be opened
   * and its load gone on with behind `progress`; what was added later is not there. The end of the machine may cost the load.
   */
  save(progress: LoadProgress): Promise<void>;
  /**
   * Takes in all that the build's part has saved, and saves it; the part is gone. Absent where loads have no parts.
   */
  takeIn?(progress: LoadProgress): Promise<void>;
  /** Resolves when all that was added and the checkpoint are durable; without a checkpoint the build has seen no event. */
  finish(checkpoint: Checkpoint | undefined): Promise<void>;
}

/** One build, held by its only writer. Its model sees what was committed last. */
export interface ReadBuild<Table extends Columns> {
  readonly id: BuildId;
  readonly model: ReadModel<Table>;
  /** The rows of these subjects as they are kept: those of one subject together, by part. */
  rowsOf(subjects: readonly string[]): Promise<readonly EncodedRow[]>;
  /** The customers that these journeys belong to, by journey; without those that belong only to themselves. */
  customersOf(journeyIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The members of these customers, by customer, sorted by their UTF-8 bytes; without customers that have none. */
  membersOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * All changes and the checkpoint together or not at all; readable at once. What a power loss may take is the newest
   * commits, whole.
   * @throws UnevenCells; BuildLost where another node has taken the build meanwhile
   */
  commit(changes: RowChanges, checkpoint: Checkpoint): Promise<void>;
  /** Of a build that is empty or was left loading. */
  load(): Promise<BulkLoad>;
  /** Its model answers no longer. */
  close(): Promise<void>;
}

/** Rows of projections, by build. Every adapter passes the suite in `@rapport/read-store/compliance`. */
export interface ReadStore {
  /** Absent where one process has the store to itself. */
  readonly shared?: SharedStore;
  /** The builds in force, at most one of each projection. */
  inForce(): Promise<readonly BuildId[]>;
  /**
   * All builds that are kept, by projection and version: those that are complete in the order of their completion, then those
   * that are not, oldest first.
   */
  builds(): Promise<readonly BuildEntry[]>;
  /** An empty build beside whatever is there; of a replay where one is named. */
  create<Table extends Columns>(
    projection: string,
    version: number,
    table: Table,
    replay?: string,
  ): Promise<ReadBuild<Table>>;
  /**
   * A build as its only writer, also one left loading with saved progress.
   * @throws BuildUnusable where it is missing, damaged, of another format or table, held already (by any process), or a load
   * that is not to be gone on with
   */
  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>>;
  /**
   * Part of a build that is loading and held elsewhere: a build of its own, which no list shows, to be loaded and saved, never
   * finished, and closed before the build's load takes it in. One left behind whose progress has the same `partFrom` is gone
   * on with. Absent where loads have no parts.
   */
  openPart?<Table extends Columns>(id: BuildId, table: Table, partFrom: string): Promise<ReadBuild<Table>>;
  /**
   * Puts all of these in force in one step, each in place of its projection's former build. Durable when it resolves.
   * @throws BuildUnusable for one that is not complete; BuildHeld where another living node holds one of the former builds;
   * BuildLost, where several nodes share the store, for one that this node does not hold any more
   */
  putInForce(builds: readonly BuildId[]): Promise<void>;
  /**
   * Forgets a build; what it holds goes when nobody holds it any more.
   * @throws BuildInForce
   */
  remove(id: BuildId): Promise<void>;
  /**
   * Removes what is of no more use and held by nobody, in this process or another. Of use are: the builds in force; of each
   * projection and version the complete build that was finished last, and a newer one that is loading with saved progress;
   * all builds of a replay, until `now` (milliseconds) has come to its expiry. Returns what it removed.
   */
  sweep(now?: number): Promise<readonly BuildId[]>;
  /** @throws ReplayExists */
  createReplay(replay: Replay): Promise<void>;
  /** By name. */
  replays(): Promise<readonly ReplayEntry[]>;
  /** Forgets a replay and its builds, as `remove` does; nothing where there is none. */
  removeReplay(name: string): Promise<void>;
  /** Closes what is open here too. Closing again does nothing; so it is with a build. */
  close(): Promise<void>;
}
