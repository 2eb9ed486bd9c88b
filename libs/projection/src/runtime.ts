import type { Position } from '@rapport/event-store';
import type { Columns, Memberships, Parked, ReadModel } from '@rapport/read-store';
import type { Retried } from './live/retry';

/** How far the read models are. */
export interface HighWater {
  /** Everything up to here is in the rows; undefined where the log is empty. */
  readonly position: Position | undefined;
  /**
   * The newest occurredAt among the journeys' events so far, the default moment (`at`) of every query; undefined where
   * there is none. Policies do not count: they are published today, whenever the journeys were.
   */
  readonly newestOccurredAt: number | undefined;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** The node that projects it, where several share the read store; absent while none does. */
  readonly node?: string;
  /**
   * `rebuilding`: there are no rows to ask yet. A rebuild beside rows in force shows in `progress` alone. `superseded`: rows
   * of another version are in force; those of this one, which this node goes on answering from, stand still.
   */
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'failed' | 'paused' | 'superseded';
  readonly position: Position | undefined;
  /** Events in the log that are not in the rows. */
  readonly lagEvents: number;
  /** How long ago the oldest of them was recorded. */
  readonly lagSeconds: number;
  /** Subjects that an event parked: their rows are the fold stopped before it. */
  readonly parked: number;
  /** What is kept of it, this version and others. */
  readonly builds: readonly KeptBuild[];
  /**
   * Set while a build is made, or one that was kept catches up. Of one that another node makes, or that is yet to be gone on
   * with: what was saved last.
   */
  readonly progress?: Omit<RebuildProgress, 'projections' | 'perSecond'> &
    Partial<Pick<RebuildProgress, 'perSecond'>>;
  /** Why it failed, or what holds it up. */
  readonly error?: string;
}

/** What can be told of a projection at little cost, also where much is asked of the stores. */
export type ProjectionHealth = Omit<ProjectionStatus, 'node' | 'parked'>;

export interface KeptBuild {
  readonly version: number;
  readonly state: 'loading' | 'complete' | 'in-force';
}

export interface RebuildProgress {
  readonly projections: readonly string[];
  /** Events. */
  readonly done: number;
  readonly total: number;
  /** Events per second since it began. */
  readonly perSecond: number;
  /** Estimated; absent where nothing tells it yet. */
  readonly secondsLeft?: number;
}

/** What names the rows of a projection and their type: its definition. */
export interface ModelOf<Table extends Columns> {
  readonly name: string;
  readonly table: Table;
}

/** Feeds the projections from the log and hands out what they wrote. */
export interface ProjectionRuntime {
  /** Resolves when rows that are in force can be asked; what is missing is built meanwhile. */
  start(): Promise<void>;
  /** Resolves when `start` is through with what it set out to: building what was missing, catching up with the log of then. */
  settled(): Promise<void>;
  /** Finishes the batch under way; a rebuild is broken off. */
  stop(): Promise<void>;
  highWater(): HighWater;
  health(): Promise<readonly ProjectionHealth[]>;
  status(): Promise<readonly ProjectionStatus[]>;
  /** Resolves when everything up to the position is queryable. @throws WaitForTimeout with the position reached */
  waitFor(position: Position, timeoutMs?: number): Promise<void>;
  /**
   * The rows in force. They stay the same build for whoever holds them, also after a newer one came into force.
   * @throws ProjectionRebuilding while no complete version is there, UnknownProjection, CorruptStore
   */
  model<Table extends Columns>(definition: ModelOf<Table>): ReadModel<Table>;
  /** Which journeys belong together, by whichever rows are in force. @throws as `model` does, where there are none at all */
  memberships(): Memberships;
  /**
   * Builds the named projections anew beside the ones in force, then swaps them. Queries go on meanwhile. One rebuild at a
   * time: a second one waits for its turn, and is done with the first where that makes the same. `onProgress` is told first when the request would survive a kill: the next start
   * goes on with it.
   * @throws UnknownProjection, RebuildStopped; StoreUnavailable and ReadStoreUnavailable where it cannot begin in time
   */
  rebuild(names: readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void>;
  /** Subjects that an event parked, by subject (their UTF-8 bytes). @throws as `model` does */
  parked(name: string, page: { readonly limit: number; readonly after?: string }): Promise<readonly Parked[]>;
  /** Folds parked subjects again: all of them, or one. @throws as `model` does, StoreUnavailable, ReadStoreUnavailable */
  retryParked(name: string, subject?: string): Promise<Retried>;
  /**
   * Forgets what is kept of another version of a projection: going back to it builds it anew. Returns how many builds went.
   * @throws UnknownProjection, VersionInForce
   */
  removeVersion(name: string, version: number): Promise<number>;
}
