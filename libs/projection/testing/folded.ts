import type { JourneyEvent } from '@rapport/journey';
import { policiesOf } from '@rapport/journey/testing';
import type { Policies } from '@rapport/policy';
import type { JourneyRow, ProjectionDefinition } from '@rapport/projection';
import { RowCodec, type Cell, type Columns, type RowOf } from '@rapport/read-store';
import { foldHistory } from '../src/fold/fold-history';
import { Folder, type FoldedRow } from '../src/fold/folder';

/** What a history ends in, as it is stored. */
export interface FoldedSubject<Table extends Columns> {
  /** By part. */
  readonly rows: readonly JourneyRow<RowOf<Table>>[];
  /** Of all its rows, in their order. */
  readonly cells: readonly Cell[];
}

type Definition<State, Table extends Columns> = ProjectionDefinition<State, Table>;

/** The projection as the runtime holds it. */
export const folderOf = <State, Table extends Columns>(
  definition: Definition<State, Table>,
  policies: Policies = policiesOf(),
): Folder => new Folder(definition, policies);

/**
 * Folds a history as the runtime does. Where that would park the subject, it throws what was thrown.
 * @param events in business order
 */
export function folded<State, Table extends Columns>(
  definition: Definition<State, Table>,
  folder: Folder,
  subject: string,
  events: readonly JourneyEvent[],
): FoldedSubject<Table> {
  return asStored(definition, rowsOf(folder, subject, events));
}

/** Where folding would park the subject, it throws what was thrown. @param events in business order */
export function rowsOf(
  folder: Folder,
  subject: string,
  events: readonly JourneyEvent[],
): readonly FoldedRow[] {
  const { rows, parked } = foldHistory(folder, subject, events);
  if (parked === undefined) return rows;
  throwAgain(folder, subject, events);
  throw new Error(parked.error); // it does not throw each time
}

export function asStored<State, Table extends Columns>(
  { table }: Definition<State, Table>,
  rows: readonly FoldedRow[],
): FoldedSubject<Table> {
  const codec = new RowCodec(table);
  return {
    rows: rows.map(({ part, values }) => ({ part, row: codec.decode(values) })),
    cells: rows.flatMap(({ rollUp }) => rollUp),
  };
}

/** For the stack: it leads to the line of the fold. */
function throwAgain(folder: Folder, subject: string, events: readonly JourneyEvent[]): void {
  let state = folder.initial();
  for (const event of events.filter(({ type }) => folder.caresFor(type))) {
    state = folder.apply(state, event);
    folder.rows(subject, state);
  }
}
