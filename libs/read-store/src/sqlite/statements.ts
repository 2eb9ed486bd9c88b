import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EncodedRow } from '../cells';
import type { Checkpoint } from '../read-model';
import type { RowKey } from '../read-store';

/** The prepared statements on one build's file. */
export class RowStatements {
  private readonly upsert: StatementSync;
  private readonly remove: StatementSync;
  private readonly select: StatementSync;
  private readonly saveCheckpoint: StatementSync;
  private readonly loadCheckpoint: StatementSync;

  constructor(db: DatabaseSync, names: readonly string[]) {
    const quoted = names.map((name) => `"${name}"`);
    const columns = ['_journey', '_part', ...quoted];
    const updates =
      quoted.length === 0 ? 'NOTHING' : `UPDATE SET ${quoted.map((c) => `${c} = excluded.${c}`).join(', ')}`;
    this.upsert = db.prepare(
      `INSERT INTO rows (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (_journey, _part) DO ${updates}`,
    );
    this.remove = db.prepare('DELETE FROM rows WHERE _journey = ? AND _part = ?');
    this.select = db.prepare(`SELECT ${columns.join(', ')} FROM rows WHERE _journey = ? ORDER BY _part`);
    this.select.setReturnArrays(true);
    this.saveCheckpoint = db.prepare('INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?, ?)');
    this.loadCheckpoint = db.prepare('SELECT * FROM checkpoint');
  }

  put({ journeyId, part, cells }: EncodedRow): void {
    this.upsert.run(journeyId, part, ...cells);
  }

  delete({ journeyId, part }: RowKey): void {
    this.remove.run(journeyId, part);
  }

  rowsOf(journeyId: string): EncodedRow[] {
    return this.select.all(journeyId).map(toEncodedRow);
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

/** From a row read as an array: journey, part, then the cells. */
export function toEncodedRow(values: unknown): EncodedRow {
  const [journeyId, part, ...cells] = values as [string, string, ...EncodedRow['cells']];
  return { journeyId, part, cells };
}
