import type { Columns } from '../../columns';
import type { RowKey } from '../../read-store';
import type { ColumnValue, EncodedRow } from '../../row-codec';
import { fromText, toText } from '../connection/text';
import type { Row, Runs, Statement } from '../connection/statement';
import type { BuildTables } from './layout';

const arrayType = {
  integer: 'bigint[]',
  real: 'double precision[]',
  text: 'text[]',
  json: 'text[]',
} as const;

/** The statements on the rows of one build, each for any number of rows. */
export class RowStatements {
  /** All columns: subject, part, then the values. */
  readonly columns: string;
  private readonly upsert: Statement;
  private readonly remove: Statement;
  private readonly select: Statement;
  /** Of the values: those of text, which may have been escaped. JSON never is: it holds no U+0000 or U+0001 as such. */
  private readonly texts: readonly number[];

  constructor(build: string, { rows }: BuildTables, table: Columns) {
    const kinds = Object.values(table).map(({ kind }) => kind);
    const names = Object.keys(table).map((name) => `"${name}"`);
    this.columns = ['_subject', '_part', ...names].join(', ');
    const arrays = ['text[]', 'text[]', ...kinds.map((kind) => arrayType[kind])];
    const updates = names.map((name) => `${name} = excluded.${name}`).join(', ');
    this.upsert = {
      name: `${build} put`,
      text: `INSERT INTO ${rows} (${this.columns}) SELECT * FROM unnest(${parameters(arrays)})
        ON CONFLICT (_subject, _part) DO ${updates === '' ? 'NOTHING' : `UPDATE SET ${updates}`}`,
    };
    this.remove = {
      name: `${build} remove`,
      text: `DELETE FROM ${rows} USING unnest(${parameters(['text[]', 'text[]'])}) AS gone (subject, part)
        WHERE (_subject, _part) = (gone.subject, gone.part)`,
    };
    this.select = {
      name: `${build} rows`,
      text: `SELECT ${this.columns} FROM ${rows} WHERE _subject = ANY($1::text[])
        ORDER BY _subject, _part`,
    };
    this.texts = kinds.flatMap((kind, index) => (kind === 'text' ? index : []));
  }

  /** Of several rows of one key the last. */
  async put(runs: Runs, rows: readonly EncodedRow[]): Promise<void> {
    if (rows.length === 0) return;
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    await runs.run(this.upsert, this.transposed([...byKey.values()]));
  }

  async delete(runs: Runs, keys: readonly RowKey[]): Promise<void> {
    if (keys.length === 0) return;
    await runs.run(this.remove, [
      keys.map(({ subject }) => toText(subject)),
      keys.map(({ part }) => toText(part)),
    ]);
  }

  async of(runs: Runs, subjects: readonly string[]): Promise<EncodedRow[]> {
    if (subjects.length === 0) return [];
    const { rows } = await runs.run(this.select, [subjects.map(toText)]);
    return rows.map((row) => this.toEncodedRow(row));
  }

  toEncodedRow(row: Row): EncodedRow {
    const [subject, part, ...values] = row as [string, string, ...ColumnValue[]];
    for (const index of this.texts) {
      const value = values[index];
      if (typeof value === 'string') values[index] = fromText(value);
    }
    return { subject: fromText(subject), part: fromText(part), values };
  }

  /** Column by column. */
  private transposed(rows: readonly EncodedRow[]): ColumnValue[][] {
    const width = rows[0]?.values.length ?? 0;
    const values = Array.from({ length: width }, (_, column) =>
      rows.map((row) => row.values[column] ?? null),
    );
    for (const index of this.texts) values[index] = (values[index] ?? []).map(escaped);
    return [rows.map(({ subject }) => toText(subject)), rows.map(({ part }) => toText(part)), ...values];
  }
}

export const keyOf = ({ subject, part }: RowKey): string => `${subject.length} ${subject}${part}`;

const parameters = (types: readonly string[]): string =>
  types.map((type, index) => `$${index + 1}::${type}`).join(', ');

const escaped = (value: ColumnValue): ColumnValue => (typeof value === 'string' ? toText(value) : value);
