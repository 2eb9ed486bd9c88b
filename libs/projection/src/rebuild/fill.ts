import type { BuildId } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import type { Progress } from './progress';

export interface FillRequest {
  readonly projections: readonly AnyProjection[];
  /** Is told how far it is. */
  readonly progress: Progress;
  readonly onProgress: () => void;
  readonly signal: AbortSignal;
}

/**
 * Makes complete builds of projections, as far as the log reaches when it begins, held by nobody when it resolves: in this
 * thread, or in others that have files open of their own.
 */
export type Fill = (request: FillRequest) => Promise<readonly BuildId[]>;
