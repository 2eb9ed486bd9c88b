import type { EventLog } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import type { Feed } from '../live/feed';
import type { Fault, Limits } from '../options';
import type { LogListener } from '../source/listener';
import type { HighWaterMark } from '../wait/high-water-mark';
import type { Fill } from './fill';

/** What rebuilds work with. */
export interface RebuildContext {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly feed: Feed;
  readonly mark: HighWaterMark;
  readonly listeners: readonly LogListener[];
  /** Of events that any projection folds. */
  readonly types: ReadonlySet<string>;
  readonly limits: Limits;
  readonly fill: Fill;
  readonly report: (fault: Fault) => void;
  /** Does work while nobody, here or elsewhere, projects other versions of these projections. */
  readonly undisturbed: Undisturbed;
  /** Breaks a rebuild off between two steps. */
  readonly signal: AbortSignal;
}

export type Undisturbed = (projections: readonly string[], work: () => Promise<void>) => Promise<void>;
