import type { EventLog } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import type { Feed } from '../live/feed';
import type { Limits } from '../options';
import type { LogListener } from '../source/listener';
import type { Fill } from './fill';

/** What rebuilds work with. */
export interface RebuildContext {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly feed: Feed;
  readonly listeners: readonly LogListener[];
  readonly limits: Limits;
  readonly fill: Fill;
  /** Breaks a rebuild off between two steps. */
  readonly signal: AbortSignal;
}
