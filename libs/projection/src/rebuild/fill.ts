import type { BuildId } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import type { TimeTravel } from '../view/asked';
import type { LogEnd } from './fold-range';
import type { Progress } from './progress';

/** A replay that builds are part of. */
export interface ReplayOrder extends TimeTravel {
  readonly name: string;
  /** The end of the log that all its builds are for; undefined: the log is empty. */
  readonly head: LogEnd | undefined;
}

export interface FillRequest {
  readonly projections: readonly AnyProjection[];
  /** Default: they are to be put in force, and hold all that is in the log. */
  readonly replay?: ReplayOrder;
  /** Names of builds that somebody else was making when it was found that these are missing: one that is complete is taken. */
  readonly underWay?: readonly string[];
  /** Is told how far it is. */
  readonly progress: Progress;
  readonly onProgress: () => void;
  readonly signal: AbortSignal;
}

/**
 * Makes complete builds of projections, as far as the log reaches when it begins (or the replay says), held by nobody when it
 * resolves: in this thread, or in others that have files open of their own.
 */
export type Fill = (request: FillRequest) => Promise<readonly BuildId[]>;
