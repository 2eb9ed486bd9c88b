import type { Columns, RowOf } from './columns';

/** How far a read model is: which log, up to which event. */
export interface Checkpoint {
  readonly logId: string;
  /** Opaque here; the event store's position. */
  readonly position: string;
  readonly lastEventId: string;
  /** Newest occurredAt among the events so far, milliseconds. */
  readonly newestOccurredAt: number;
}

export interface StoredRow<Row> {
  readonly journeyId: string;
  readonly part: string;
  readonly row: Row;
}

/** The query side of one version of a projection. */
export interface ReadModel<Table extends Columns> {
  checkpoint(): Promise<Checkpoint | undefined>;
  /** The rows of one journey, by part. */
  journey(journeyId: string): Promise<readonly StoredRow<RowOf<Table>>[]>;
  /** All rows, in key order (journeyId, part), by pages. */
  pages(pageSize?: number): AsyncIterable<readonly StoredRow<RowOf<Table>>[]>;
}
