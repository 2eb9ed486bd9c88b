import type { ProjectionDefinition } from '@rapport/projection';
import {
  isMerged,
  type Cell,
  type CellBlock,
  type CellQuery,
  type Columns,
  type ReadModel,
  type RowOf,
} from '@rapport/read-store';
import { groupsOf } from './groups-of';

/** A row of a journey (of `j1`, unless it says otherwise) or, by the subject `customer:<id>`, of a customer. */
export interface SubjectRow<Row> {
  readonly subject?: string;
  readonly part: string;
  readonly row: Row;
}

/** What queries ask of a read model. */
export type Asked<Table extends Columns> = Pick<ReadModel<Table>, 'pages' | 'subject' | 'cells'>;

/**
 * A read model that answers from rows in memory, in pages of two rows, and from their cells, in blocks of two entries.
 * @param less rows whose cells are taken back where customers are counted: those of journeys with merged rows
 */
export function modelOf<State, Table extends Columns>(
  definition: Pick<ProjectionDefinition<State, Table>, 'cells'>,
  rows: readonly SubjectRow<RowOf<Table>>[],
  less: readonly SubjectRow<RowOf<Table>>[] = [],
): Asked<Table> {
  const stored = rows.map((row) => ({ ...row, subject: row.subject ?? 'j1' }));
  const cellsOf = (of: readonly SubjectRow<RowOf<Table>>[]): readonly Cell[] =>
    of.flatMap(({ row, part }) => [...(definition.cells?.(row, part) ?? [])]);
  const ofJourneys = stored.filter(({ subject }) => !isMerged(subject));
  const merged = stored.filter(({ subject }) => isMerged(subject));
  return {
    subject: (key) => Promise.resolve(stored.filter(({ subject }) => subject === key)),
    async *pages(_size, of = 'journeys') {
      const alone = ofJourneys.filter(({ subject }) =>
        less.every((row) => (row.subject ?? 'j1') !== subject),
      );
      const rowsOf = { journeys: ofJourneys, merged, customers: [...merged, ...alone] };
      for (const page of inTwos(rowsOf[of])) yield Promise.resolve(page);
    },
    async *cells(measures, query = {}) {
      const entries = entriesOf(cellsOf(ofJourneys), 1);
      if (query.of === 'customers')
        entries.push(...entriesOf(cellsOf(merged), 1), ...entriesOf(cellsOf(less), -1));
      for (const block of blocksOf(entries, [measures].flat(), query)) yield Promise.resolve(block);
    },
  };
}

type Entry = Cell & { readonly count: number };

function entriesOf(cells: readonly Cell[], count: 1 | -1): Entry[] {
  return cells.map((cell) => ({ ...cell, count }));
}

function* blocksOf(
  entries: readonly Entry[],
  measures: readonly string[],
  { from = -Infinity, to = Infinity }: CellQuery,
): Generator<CellBlock> {
  const inRange = ({ values: [first = NaN] }: Entry) => first >= from && first < to;
  const groups = groupsOf(entries.filter(inRange), ({ measure, group }) => JSON.stringify([measure, group]));
  for (const ofGroup of groups) {
    const [{ measure, group, values } = { measure: '', group: '', values: [] }] = ofGroup;
    if (!measures.includes(measure)) continue;
    for (const block of inTwos(ofGroup.toSorted(byValues))) {
      const flat = block.flatMap(({ values, count }) => [...values, count]);
      yield { measure, group, width: values.length + 1, entries: Float64Array.from(flat) };
    }
  }
}

const byValues = (a: Entry, b: Entry): number =>
  a.values.map((value, index) => value - (b.values[index] ?? NaN)).find((less) => less !== 0) ?? 0;

function inTwos<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / 2) }, (_, page) => list.slice(2 * page, 2 * page + 2));
}
