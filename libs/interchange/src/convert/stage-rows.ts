import { contentHash, joinedHash } from '../ids';
import type { Join, Mapping, RowKind, Table } from '../mapping/mapping';
import type { SourceRow } from '../readers/source-row';
import type { JoinedRows } from '../staging/joined-rows';
import type { StagedRow } from '../staging/staged-rows';
import { instantOf } from '../time/instant';

/** The columns that a mapping declares of a row; what the row lacks is empty. */
export const declaredColumns = ({ columns }: Table, row: SourceRow): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([name, inFile]) => [name, row.columns[inFile] ?? '']));

/**
 * A row with what is joined to it, its time and its group.
 *
 * @throws Error where the row has no time or group, or more than one row where a join wants one
 */
export function stagedRow(mapping: Mapping, kind: RowKind, row: SourceRow, joined: JoinedRows): StagedRow {
  const columns = declaredColumns(kind.table, row);
  const content: Record<string, unknown> = { row: columns };
  const hashes = [contentHash(row.columns)];
  for (const join of kind.joins) {
    const found = joined.find(join.table.name, String(join.equals.evaluate(content)));
    hashes.push(...found.map(({ hash }) => hash).sort());
    content[join.name] = joinedValue(
      join,
      found.map((each) => each.columns),
    );
  }
  const group = kind.group.evaluate(content);
  if (typeof group !== 'string' || group === '') throw new Error('the key of the group is empty');
  return {
    group,
    at: instantOf(kind.time.evaluate(content), mapping.zone),
    kind: kind.index,
    tie: tieOf(kind, columns),
    hash: joinedHash(hashes),
    line: row.line,
    content,
  };
}

function joinedValue(
  { name, table, many }: Join,
  rows: readonly Readonly<Record<string, string>>[],
): unknown {
  if (many) return rows;
  if (rows.length > 1)
    throw new Error(`${rows.length} rows of ${table.name} match where ${name} is one row; say many: true`);
  return rows[0] ?? Object.fromEntries(Object.keys(table.columns).map((column) => [column, '']));
}

/** A text that orders rows of one time as the mapping says. */
const tieOf = ({ sameTime }: RowKind, columns: Readonly<Record<string, string>>): string =>
  sameTime
    .map(({ column, ranks }) => {
      const value = columns[column] ?? '';
      return ranks === undefined ? value : String(ranks.get(value) ?? 99_999).padStart(5, '0');
    })
    .join('\u0001');
