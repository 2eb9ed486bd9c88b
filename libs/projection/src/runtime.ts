import type { Position } from '@rapport/event-store';
import type { ReadModel, Columns } from '@rapport/read-store';
import type { ProjectionDefinition } from './definition';

/** How far the read models are. */
export interface HighWater {
  /** Everything up to here is in the rows; undefined where the log is empty. */
  readonly position: Position | undefined;
  /** The newest occurredAt among these events: the default moment (`at`) of every query. */
  readonly newestOccurredAt: number | undefined;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: 'live' | 'catching-up' | 'rebuilding' | 'failed';
  readonly position: Position | undefined;
  readonly lagEvents: number;
  /** Set while rebuilding. */
  readonly progress?: { readonly done: number; readonly total: number; readonly perSecond: number };
  readonly error?: string;
}

export interface RebuildProgress {
  readonly projections: readonly string[];
  readonly done: number;
  readonly total: number;
}

/** Feeds the projections from the log and hands out what they wrote. */
export interface ProjectionRuntime {
  start(): Promise<void>;
  stop(): Promise<void>;
  highWater(): HighWater;
  status(): Promise<readonly ProjectionStatus[]>;
  /** Resolves when everything up to the position is queryable. @throws WaitForTimeout with the position reached */
  waitFor(position: Position, timeoutMs?: number): Promise<void>;
  /** The rows in force. @throws ProjectionRebuilding while no complete version is there */
  model<Table extends Columns>(
    definition: Pick<ProjectionDefinition<unknown, Table>, 'name' | 'version' | 'table'>,
  ): ReadModel<Table>;
  /** Builds the named projections anew beside the ones in force, then swaps them. Queries go on meanwhile. */
  rebuild(names: readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void>;
}
