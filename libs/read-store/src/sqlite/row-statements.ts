import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RowKey } from '../read-store';
import type { EncodedRow } from '../row-codec';

/** Values that one statement of a load takes: more rows at a time save calls, too many make the statement itself slow. */
const valuesPerInsert = 400;

/** The prepared statements on the rows of one build. */
export class RowStatements {
  private readonly upsert: StatementSync;
  private readonly remove: StatementSync;
  private readonly select: StatementSync;
  private readonly insertOne: StatementSync;
  private readonly insertMany: StatementSync;
  private readonly rowsPerInsert: number;

  constructor(db: DatabaseSync, names: readonly string[]) {
    const quoted = names.map((name) => `"${name}"`);
    const columns = ['_subject', '_part', ...quoted];
    const updates =
      quoted.length === 0 ? 'NOTHING' : `UPDATE SET ${quoted.map((c) => `${c} = excluded.${c}`).join(', ')}`;
    const row = `(${columns.map(() => '?').join(', ')})`;
    const insert = `INSERT INTO rows (${columns.join(', ')}) VALUES ${row}`;
    this.rowsPerInsert = Math.max(1, Math.floor(valuesPerInsert / columns.length));
    this.upsert = db.prepare(`${insert} ON CONFLICT (_subject, _part) DO ${updates}`);
    this.insertOne = db.prepare(insert);
    this.insertMany = db.prepare(insert + `, ${row}`.repeat(this.rowsPerInsert - 1));
    this.remove = db.prepare('DELETE FROM rows WHERE _subject = ? AND _part = ?');
    this.select = db.prepare(`SELECT ${columns.join(', ')} FROM rows WHERE _subject = ? ORDER BY _part`);
    this.select.setReturnArrays(true);
  }

  put({ subject, part, values }: EncodedRow): void {
    this.upsert.run(subject, part, ...values);
  }

  /** Rows that are not there yet. */
  insert(rows: readonly EncodedRow[]): void {
    const whole = rows.length - (rows.length % this.rowsPerInsert);
    for (let from = 0; from < whole; from += this.rowsPerInsert) {
      const values: EncodedRow['values'][number][] = [];
      for (const row of rows.slice(from, from + this.rowsPerInsert)) {
        values.push(row.subject, row.part);
        for (const value of row.values) values.push(value);
      }
      this.insertMany.run(...values);
    }
    for (const { subject, part, values } of rows.slice(whole)) this.insertOne.run(subject, part, ...values);
  }

  delete({ subject, part }: RowKey): void {
    this.remove.run(subject, part);
  }

  of(subject: string): EncodedRow[] {
    return this.select.all(subject).map(toEncodedRow);
  }
}

/** A row read as an array: subject, part, then the values. */
export type RowAsArray = readonly [string, string, ...EncodedRow['values']];

function toEncodedRow(row: unknown): EncodedRow {
  const [subject, part, ...values] = row as RowAsArray;
  return { subject, part, values };
}
