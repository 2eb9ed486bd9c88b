import type { Undisturbed } from '../rebuild/context';
import type { Slot } from '../status/slot';

/** What this node projects: everything, or what it has among several. */
export interface Duties {
  /** Resolves when rows that are in force can be asked, and are projected where that is this node's part. */
  open(): Promise<void>;
  /** Goes on with what is missing. Resolves when what it began with is there. */
  begin(): Promise<void>;
  /** Does what only whoever projects these may do. @throws ProjectedElsewhere, VersionSuperseded */
  asProjector<T>(slots: readonly Slot[], work: () => Promise<T>): Promise<T>;
  readonly undisturbed: Undisturbed;
  /** The nodes that project, by projection; empty where one node has the read store to itself. */
  projectors(): Promise<ReadonlyMap<string, string>>;
  /** Takes nothing up any more. */
  stop(): Promise<void>;
  /** Hands over to others; once all builds are closed. */
  release(): Promise<void>;
}
