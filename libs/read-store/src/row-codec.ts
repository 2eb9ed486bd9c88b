import type { Column, Columns, RowOf } from './columns';

/** A column's value as a store keeps it; json is text. Two rows are the same when their values are. */
export type ColumnValue = string | number | null;

/** A row as a store keeps it, its values in the order of the table's columns. */
export interface EncodedRow {
  readonly subject: string;
  readonly part: string;
  readonly values: readonly ColumnValue[];
}

/** A row holds what its column cannot. A mistake of the projection's, never of its input. Quotes no text: it may be personal. */
export class UnfitValue extends Error {
  readonly code = 'unfit-value';
  constructor(column: string, expected: string, value: unknown) {
    super(`Column ${column} takes ${expected}, not ${named(value)}.`);
  }
}

const named = (value: unknown): string =>
  typeof value === 'number' || value === null ? String(value) : typeof value;

const columnName = /^[a-zA-Z][a-zA-Z0-9_]{0,59}$/;

/** Translates between rows and their values in the order of the columns. */
export class RowCodec<Table extends Columns> {
  readonly names: readonly string[];
  private readonly columns: readonly (readonly [name: string, column: Column<unknown>])[];

  constructor(table: Table) {
    this.names = Object.keys(table);
    this.columns = Object.entries(table);
    const odd = this.names.find((name) => !columnName.test(name));
    if (odd !== undefined) throw new Error(`"${odd}" is no name for a column; use letters, digits and _.`);
  }

  /** @throws UnfitValue */
  encode(row: RowOf<Table>): ColumnValue[] {
    const values: Readonly<Record<string, unknown>> = row;
    const encoded: ColumnValue[] = [];
    for (const [name, column] of this.columns) encoded.push(encodeValue(name, column, values[name]));
    return encoded;
  }

  /** @param offset where the row's values begin */
  decode(values: readonly unknown[], offset = 0): RowOf<Table> {
    const row: Record<string, unknown> = {};
    this.columns.forEach(([name, column], index) => {
      const value = values[offset + index];
      row[name] = column.kind === 'json' ? JSON.parse(value as string) : value;
    });
    return row as RowOf<Table>;
  }
}

function encodeValue(name: string, { kind, nullable }: Column<unknown>, value: unknown): ColumnValue {
  if (value === null && nullable) return null;
  switch (kind) {
    case 'json': {
      if (Array.isArray(value) && value.length === 0) return '[]'; // most lists are empty
      const text: unknown = JSON.stringify(value);
      if (typeof text === 'string') return text;
      throw new UnfitValue(name, 'a JSON value', value);
    }
    case 'text':
      if (typeof value === 'string') return value;
      throw new UnfitValue(name, 'text', value);
    case 'integer':
      if (Number.isSafeInteger(value)) return value as number;
      throw new UnfitValue(name, 'a safe integer', value);
    case 'real':
      if (Number.isFinite(value)) return value as number;
      throw new UnfitValue(name, 'a finite number', value);
  }
}

/** Whether two rows of one table are the same, value by value. */
export function sameValues(a: readonly ColumnValue[], b: readonly ColumnValue[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
