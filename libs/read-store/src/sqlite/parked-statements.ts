import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Parked } from '../parked';

export const parkedTable = `
  CREATE TABLE parked (
    subject TEXT PRIMARY KEY, event_id TEXT, event_type TEXT, occurred_at INTEGER NOT NULL,
    journey TEXT NOT NULL, revision INTEGER NOT NULL, error TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** The prepared statements on parked subjects. */
export class ParkedStatements {
  private readonly insert;
  private readonly remove;
  private readonly select;
  private readonly page;
  private readonly count;

  constructor(db: DatabaseSync) {
    this.insert = db.prepare('INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.remove = db.prepare('DELETE FROM parked WHERE subject = ?');
    this.select = db.prepare('SELECT * FROM parked WHERE subject = ?');
    this.page = db.prepare('SELECT * FROM parked WHERE subject > ? ORDER BY subject LIMIT ?');
    this.count = db.prepare('SELECT count(*) AS number FROM parked');
  }

  park({ subject, eventId, eventType, occurredAt, journeyId, revision, error }: Parked): void {
    this.insert.run(subject, eventId, eventType, occurredAt, journeyId, revision, error);
  }

  unpark(subject: string): void {
    this.remove.run(subject);
  }

  of(subject: string): Parked | undefined {
    const row = this.select.get(subject);
    return row === undefined ? undefined : toParked(row);
  }

  after(subject: string, limit: number): Parked[] {
    return this.page.all(subject, limit).map(toParked);
  }

  total(): number {
    return this.count.get()?.number as number;
  }
}

function toParked(row: Record<string, SQLOutputValue>): Parked {
  return {
    subject: row.subject as string,
    eventId: row.event_id as string | null,
    eventType: row.event_type as string | null,
    occurredAt: row.occurred_at as number,
    journeyId: row.journey as string,
    revision: row.revision as number,
    error: row.error as string,
  };
}
