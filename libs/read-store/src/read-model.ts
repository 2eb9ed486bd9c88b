import type { Columns, RowOf } from './columns';

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
  readonly journeyId: string;
  readonly part: string;
  readonly row: Row;
}

/** The query side of one build of a projection. Stays usable for a request that began before a newer build took over. */
export interface ReadModel<Table extends Columns> {
  /** Undefined while no event has been handled. */
  checkpoint(): Promise<Checkpoint | undefined>;
  /** The rows of one journey, by part. */
  journey(journeyId: string): Promise<readonly StoredRow<RowOf<Table>>[]>;
  /** All rows as they were when the first page was asked for, in key order (journeyId, part; by their UTF-8 bytes). */
  pages(pageSize?: number): AsyncIterable<readonly StoredRow<RowOf<Table>>[]>;
}
