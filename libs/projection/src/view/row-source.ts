import type { JourneyEvent } from '@rapport/journey';
import type { Columns, Parked, ReadModel, RowOf, StoredRow } from '@rapport/read-store';
import type { ParkedAnswer } from '../http/moment-answer';
import type { ProjectionDefinition } from '../definition';

/** Whose rows are asked for. */
export interface Subject {
  /** Of its rows: the journey's id, or that of a customer's merged rows. */
  readonly key: string;
  /** What folds are given of it, damaged or not. */
  history(): Promise<readonly JourneyEvent[]>;
}

/** The rows of one journey or customer in one read model. */
export interface SubjectRows<Row> {
  /** By part. */
  readonly rows: readonly StoredRow<Row>[];
  /** The event that the rows stop before; null where the whole history is in them. */
  readonly parked: Readonly<ParkedAnswer> | null;
}

export const parkedAnswer = (parked: Parked | undefined): Readonly<ParkedAnswer> | null => {
  if (parked === undefined) return null;
  const { eventId, eventType, journeyId, error } = parked;
  return { eventId, eventType, journeyId, error };
};

/** Where the rows of a view come from. */
export interface RowSource {
  rows<State, Table extends Columns>(
    definition: ProjectionDefinition<State, Table>,
    subject: Subject,
  ): Promise<SubjectRows<RowOf<Table>>>;
  /** @throws Problem where there are no rows of all subjects to ask */
  model<State, Table extends Columns>(definition: ProjectionDefinition<State, Table>): ReadModel<Table>;
}
