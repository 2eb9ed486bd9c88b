import type { CellBlock, CellQuery } from './cells';
import type { Columns, RowOf } from './columns';
import type { Memberships } from './membership';
import type { Parked } from './parked';

/** How far a read model is: which log, up to which event. */
export interface Checkpoint {
  readonly logId: string;
  /** Opaque here; the event store's position. */
  readonly position: string;
  readonly lastEventId: string;
  /** Newest occurredAt among the journeys' events so far, milliseconds; null before the first. */
  readonly newestOccurredAt: number | null;
}

export interface StoredRow<Row> {
  /** A journey's id, or `customer:<id>`: see `customerSubject`. */
  readonly subject: string;
  readonly part: string;
  readonly row: Row;
}

/**
 * Which rows: those of `journeys` (the default), those `merged` of customers of two or more journeys, or those that count all
 * `customers` once: the merged ones, and those of every other journey.
 */
export type RowScope = 'journeys' | 'merged' | 'customers';

/** The query side of one build of a projection. Stays usable for a request that began before a newer build took over. */
export interface ReadModel<Table extends Columns> extends Memberships {
  /** Undefined while no event has been handled. */
  checkpoint(): Promise<Checkpoint | undefined>;
  /** The rows of one journey, or the merged rows of one customer, by part. */
  subject(key: string): Promise<readonly StoredRow<RowOf<Table>>[]>;
  /** All rows of a kind, as they were when the first page was asked for, in key order (subject, part; by their UTF-8 bytes). */
  pages(pageSize?: number, of?: RowScope): AsyncIterable<readonly StoredRow<RowOf<Table>>[]>;
  /**
   * The cells of one measure or of several, all as they were when the first block was asked for; by measure and group (by
   * their UTF-8 bytes), then scope, then values. A group takes as many blocks as it needs.
   */
  cells(measures: string | readonly string[], query?: CellQuery): AsyncIterable<CellBlock>;
  parkedOf(subject: string): Promise<Parked | undefined>;
  /** By subject (UTF-8 bytes), those after `after`. */
  parked(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly Parked[]>;
  parkedCount(): Promise<number>;
}
