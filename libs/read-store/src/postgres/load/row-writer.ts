import type { Columns } from '../../columns';
import type { ColumnValue, EncodedRow } from '../../row-codec';
import type { BinaryRows } from './binary-rows';

type Write = (rows: BinaryRows, value: string | number) => void;

const writers: Readonly<Record<Columns[string]['kind'], Write>> = {
  integer: (rows, value) => rows.bigint(value as number),
  real: (rows, value) => rows.double(value as number),
  text: (rows, value) => rows.text(value as string),
  json: (rows, value) => rows.text(value as string),
};

/** Writes rows of one table. */
export function rowWriter(table: Columns): (rows: BinaryRows, row: EncodedRow) => void {
  const columns = Object.values(table).map(({ kind }) => writers[kind]);
  return (rows, { subject, part, values }) => {
    rows
      .row(columns.length + 2)
      .text(subject)
      .text(part);
    for (const [index, write] of columns.entries()) writeValue(rows, write, values[index] ?? null);
  };
}

function writeValue(rows: BinaryRows, write: Write, value: ColumnValue): void {
  if (value === null) rows.none();
  else write(rows, value);
}
