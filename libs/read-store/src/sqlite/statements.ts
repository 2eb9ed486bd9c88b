import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EncodedRow } from '../row-codec';
import type { Checkpoint } from '../read-model';
import type { RowKey } from '../read-store';
import { MemberStatements } from './member-statements';
import { ParkedStatements } from './parked-statements';

/** The prepared statements on one build's file. */
export class RowStatements {
  private readonly upsert: StatementSync;
  private readonly remove: StatementSync;
  private readonly select: StatementSync;
  private readonly saveCheckpoint: StatementSync;
  private readonly loadCheckpoint: StatementSync;
  readonly members: MemberStatements;
  readonly parked: ParkedStatements;

  constructor(db: DatabaseSync, names: readonly string[]) {
    const quoted = names.map((name) => `"${name}"`);
    const columns = ['_subject', '_part', ...quoted];
    const updates =
      quoted.length === 0 ? 'NOTHING' : `UPDATE SET ${quoted.map((c) => `${c} = excluded.${c}`).join(', ')}`;
    this.upsert = db.prepare(
      `INSERT INTO rows (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (_subject, _part) DO ${updates}`,
    );
    this.remove = db.prepare('DELETE FROM rows WHERE _subject = ? AND _part = ?');
    this.select = db.prepare(`SELECT ${columns.join(', ')} FROM rows WHERE _subject = ? ORDER BY _part`);
    this.select.setReturnArrays(true);
    this.saveCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?)');
    this.loadCheckpoint = db.prepare('SELECT * FROM checkpoint');
    this.members = new MemberStatements(db);
    this.parked = new ParkedStatements(db);
  }

  put({ subject, part, values }: EncodedRow): void {
    this.upsert.run(subject, part, ...values);
  }

  delete({ subject, part }: RowKey): void {
    this.remove.run(subject, part);
  }

  rowsOf(subject: string): EncodedRow[] {
    return this.select.all(subject).map(toEncodedRow);
  }

  write({ logId, position, lastEventId, newestOccurredAt }: Checkpoint): void {
    this.saveCheckpoint.run(logId, position, lastEventId, newestOccurredAt);
  }

  checkpoint(): Checkpoint | undefined {
    const row = this.loadCheckpoint.get();
    if (row === undefined) return undefined;
    return {
      logId: row.log_id as string,
      position: row.position as string,
      lastEventId: row.last_event_id as string,
      newestOccurredAt: row.newest_occurred_at as number | null,
    };
  }
}

/** From a row read as an array: subject, part, then the values. */
export function toEncodedRow(row: unknown): EncodedRow {
  const [subject, part, ...values] = row as [string, string, ...EncodedRow['values']];
  return { subject, part, values };
}
