import type { EventLog, Position } from '@rapport/event-store';
import type { Policies } from '@rapport/policy';
import type { ReadStore } from '@rapport/read-store';
import type { AnyProjection } from './definition';
import type { Fill } from './rebuild/fill';
import type { JourneyListener, LogListener } from './source/listener';

export interface ProjectionRuntimeOptions {
  readonly projections: readonly AnyProjection[];
  readonly log: EventLog;
  readonly readStore: ReadStore;
  /** What folds ask; holds every version that an event of the log is stamped with, once `listeners` were told of it. */
  readonly policies: Policies;
  readonly listeners?: readonly LogListener[];
  /** Hears of the journeys' events that the log is followed to. Given one, their metadata is read too. */
  readonly onJourneys?: JourneyListener;
  /**
   * The listeners know the log up to here from somewhere else: where this node projects nothing, the log is followed from
   * here. Default: they know nothing but what they will be told.
   */
  readonly toldUpTo?: Position | undefined;
  /** Starts without following the log and without building what is missing. For measurements. */
  readonly paused?: boolean;
  /** Told of what somebody should know: a projection that stopped, a build that cannot be used, a disk that is full. */
  readonly onFault?: (fault: Fault) => void;
  /** Makes builds in other threads, of logs that are worth it; default: all are made in this one. */
  readonly fill?: Fill;
  readonly limits?: Partial<Limits>;
}

export interface Fault {
  readonly message: string;
  readonly projection?: string;
  readonly error?: unknown;
}

export interface Limits {
  /** Events in the states that one projection keeps at hand for the next event of a journey. */
  readonly cachedEvents: number;
  /** Events that a rebuild holds in memory; a longer log is read more than once. */
  readonly rebuildEvents: number;
  /** Events from which on a rebuild is worth another thread, which takes a second to start. */
  readonly threadEvents: number;
  /** How often a rebuild saves what it has built, so that it goes on there when it was killed. */
  readonly saveMs: number;
  /** Time between two attempts to go on after a fault. */
  readonly retryMs: number;
  /** How long a request is tried again, where a store is away, before what it asks for has begun. */
  readonly beginMs: number;
  /** Between two looks at who has which role, where several nodes share the read store. */
  readonly lookMs: number;
  /** How long another node is waited for to let go of a projection. */
  readonly letGoMs: number;
  /** From when on a node that does not hear from the log leaves its projections to the others. */
  readonly logLostMs: number;
}

export const defaultLimits: Limits = {
  cachedEvents: 300_000,
  rebuildEvents: 1_500_000,
  threadEvents: 20_000,
  saveMs: 1_000,
  retryMs: 1_000,
  beginMs: 30_000,
  lookMs: 500,
  letGoMs: 30_000,
  logLostMs: 5_000,
};
