import type { PartOrder, ReplayOrder } from '@rapport/projection';
import type { StoreLocations } from '@rapport/stores';
import type { Failure } from './failure';

/** What one thread is to build. */
export interface ThreadOrder {
  readonly stores: StoreLocations;
  /** Names. */
  readonly projections: readonly string[];
  /** Names of builds that somebody else was making. */
  readonly underWay?: readonly string[];
  /** That they are part of. */
  readonly replay?: ReplayOrder;
  readonly rebuildEvents: number;
}

/** What a second thread is to build. */
export interface PartThreadOrder extends Pick<ThreadOrder, 'stores' | 'rebuildEvents'> {
  readonly part: PartOrder;
}

/** What a thread tells. It ends when it is sent any message, and what it saved until then can be gone on with. */
export type ThreadMessage<Result> =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly result: Result }
  | ({ readonly kind: 'failed' } & Failure);
