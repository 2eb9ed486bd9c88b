import type { JourneyEvent, EventType } from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import type { Cell, Columns, RowOf } from '@rapport/read-store';

/**
 * What one type of event does to a state. A method type, so that definitions of different states fit in one list: each
 * handler only ever gets states that its own fold made.
 */
export type Handler<State, T extends EventType> = {
  handle(state: State, event: JourneyEvent<T>, policies: Policies): State;
}['handle'];

/** A pure, total fold over one journey's history in business order. A function may change and return the state it is given. */
export interface Fold<State> {
  initial(): State;
  readonly on: { readonly [T in EventType]?: Handler<State, T> };
}

/** A row of a subject; `part` tells rows of one subject apart (a case id, say) and is '' where there is one. */
export interface JourneyRow<Row> {
  readonly part: string;
  readonly row: Row;
}

/** What a roll-up counts, by name (`[a-zA-Z0-9-]{1,64}`): the names of the 1 to 64 values that each of its cells has, units in them. */
export type Measures = Readonly<Record<string, readonly string[]>>;

/** One read model, whole. Knows no SQL, checkpoint, thread, version of itself or clock. */
export interface ProjectionDefinition<State, Table extends Columns> {
  /** `[a-z0-9-]{1,64}` */
  readonly name: string;
  /** Raise it whenever the fold or the rows change: it decides what is rebuilt. */
  readonly version: number;
  readonly fold: Fold<State>;
  readonly table: Table;
  /**
   * What a state yields; rows hold no position, recordedAt or wall-clock time. A subject without an event of the fold's
   * types has none.
   */
  rows(state: State): Iterable<JourneyRow<RowOf<Table>>>;
  /** Of its cells: a row with a cell of another measure, or of more or fewer values, does not fit and parks its subject. */
  readonly measures?: Measures;
  /**
   * What a row adds to roll-ups. A pure function of the row as it is stored, since that is what it is taken back by when
   * the row changes. The same cell may come more than once: each counts.
   */
  cells?(row: RowOf<Table>, part: string): Iterable<Cell>;
  /**
   * The fold of a customer of two or more journeys, where it is not the fold of a journey over the merged history. Its events
   * come in order of (occurredAt, journeyId, revision), their ids of things qualified by the journey.
   */
  readonly merged?: Fold<State>;
}

/** A definition among others, whatever its state and table. */
export type AnyProjection = ProjectionDefinition<unknown, Columns>;

/** Keeps the table's types while the state's are inferred. */
export function projection<State, const Table extends Columns>(
  definition: ProjectionDefinition<State, Table>,
): ProjectionDefinition<State, Table> {
  return definition;
}
