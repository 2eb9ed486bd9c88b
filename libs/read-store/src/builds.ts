import type { Checkpoint } from './read-model';

/** Names one build of one version of a projection's rows. */
export interface BuildId {
  /** `[a-z0-9-]{1,64}` */
  readonly projection: string;
  /** The projection's declared version. */
  readonly version: number;
  /** Given by the store; no two builds share it. */
  readonly build: string;
}

/** How far a load has come, as whoever loads has to know to go on. */
export interface LoadProgress {
  /** The end of the log that the load is for: it reads no further. */
  readonly head: Checkpoint;
  /** The share of the subjects that is being loaded, where memory asks for more than one; counts from 0. */
  readonly slab: number;
  /** The last subject of the slab whose rows were added; null: none yet. */
  readonly lastSubject: string | null;
  /** How many events that is, as whoever loads counts them, for whoever wants to know how far it is. Absent: none. */
  readonly done?: number;
  /** Where the load is made in two: from this subject on by its part, before it by the load itself. */
  readonly partFrom?: string;
}

/**
 * `loading`: being filled, or left so by a process that died; `complete`: filled, but not in force (prepared, superseded, or
 * a replay's); `in-force`.
 */
export type BuildState = 'loading' | 'complete' | 'in-force';

/** What the catalogue says of a build. */
export interface BuildEntry {
  readonly id: BuildId;
  readonly state: BuildState;
  /** While loading: what was saved last. Undefined: nothing to go on with. */
  readonly progress: LoadProgress | undefined;
  /** The name of the replay that it is part of. */
  readonly replay: string | undefined;
}

/** A copy of read models as they would have been: of a past moment, or as was known at one. */
export interface Replay {
  /** `[a-z0-9-]{1,64}` */
  readonly name: string;
  /** Milliseconds; null: not limited. */
  readonly asOf: number | null;
  readonly knownAt: number | null;
  /** What it is to hold, by name: it is whole when there is a complete build of each. */
  readonly projections: readonly string[];
  /** Milliseconds; swept away from then on. */
  readonly expiresAt: number;
}

export interface ReplayEntry extends Replay {
  /** By projection. */
  readonly builds: readonly BuildEntry[];
}
