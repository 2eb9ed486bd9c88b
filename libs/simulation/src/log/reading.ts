import type { EventLog, Position } from '@rapport/event-store';
import type { Share } from './parts';

export interface SimulationProgress {
  /** Events that were read or simulated, of twice as many as there are. */
  readonly done: number;
  readonly total: number;
}

/** What of the log is read, and how. */
export interface Reading {
  readonly log: Pick<EventLog, 'packed'>;
  /** The log up to here is simulated; undefined: an empty log. */
  readonly head: Position | undefined;
  /**
   * In the log, about: the parts it is read in come from this number, so that all who read a share of it are told the same. A log
   * that grows meanwhile would tell each another one.
   */
  readonly events: number;
  /** Events held in memory at a time. */
  readonly maxEventsInMemory: number;
  /** Default: all journeys. */
  readonly share?: Share;
  /** Told the newest moment of a share, says that of all. Asked only where all journeys of the share fit into memory. */
  readonly newestOfAll?: (newestOccurredAt: number) => Promise<number>;
  readonly onProgress: (progress: SimulationProgress) => void;
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
}
