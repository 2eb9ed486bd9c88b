import type { Millis, Position } from '@rapport/event-store';
import type { Columns, ReadModel } from '@rapport/read-store';
import type { ModelOf } from '../runtime';
import type { TimeTravel } from '../view/asked';

/** What a replay is to hold. */
export interface ReplayRequest extends TimeTravel {
  /** `[a-z0-9][a-z0-9-]{0,63}`; default: one that is free. */
  readonly name?: string;
  /** By name; default: all. */
  readonly projections?: readonly string[];
  readonly expiresInMs: Millis;
}

export interface ReplayStatus extends TimeTravel {
  readonly name: string;
  readonly projections: readonly string[];
  readonly state: 'building' | 'ready' | 'failed';
  /** Events read and folded. */
  readonly progress: { readonly done: number; readonly total: number; readonly perSecond: number };
  readonly expiresAt: Millis;
  /** Why it failed. */
  readonly error?: string;
}

/** A replay that can be asked. */
export interface ReadyReplay extends TimeTravel {
  readonly name: string;
  readonly projections: readonly string[];
  /** The log up to here was looked at; null in an empty log. */
  readonly position: Position | null;
  /** Among what it holds; null where it holds nothing. */
  readonly newestOccurredAt: Millis | null;
  /** @throws Problem 400 `not-in-replay` for a projection that it was made without */
  model<Table extends Columns>(definition: ModelOf<Table>): ReadModel<Table>;
}

/**
 * Named copies of read models as they were, or were known, at another time. Made by today's folds from the log as it is at
 * their making, one at a time; they grow no more, survive restarts and expire.
 */
export interface Replays {
  /** Takes up what is kept: goes on with what is not complete, forgets what has expired. Building goes on behind it. */
  start(): Promise<void>;
  /** What is being built is broken off, to be gone on with after the next start. */
  stop(): Promise<void>;
  /** Begins to build. @throws Problem 409 `replay-exists`, 404 `unknown-projection` */
  create(request: ReplayRequest): Promise<ReplayStatus>;
  list(): Promise<readonly ReplayStatus[]>;
  /** @throws Problem 404 `replay-not-found` */
  find(name: string): Promise<ReplayStatus>;
  /** @throws Problem 404 `replay-not-found` */
  remove(name: string): Promise<void>;
  /** @throws Problem 404 `replay-not-found`, 503 `replay-building` with progress, 409 `replay-failed` */
  ready(name: string): Promise<ReadyReplay>;
}
