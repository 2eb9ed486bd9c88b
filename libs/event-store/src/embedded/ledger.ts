import type { Database, Query } from './database';

const selectNewest: Query<[position: number, recordedAt: number]> = {
  sql: 'SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1',
};
const selectLastStream: Query<[id: number | null]> = { sql: 'SELECT max(id) FROM streams' };
const selectTypes: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM types' };
const insertType: Query = { sql: 'INSERT INTO types (id, name) VALUES (?, ?)' };

/** The integers that the one writer hands out. After a transaction that failed they are loaded anew. */
export class Ledger {
  private position = 0;
  private stream = 0;
  private types = new Map<string, number>();
  /** Of the newest event; the next ones are not before it, whatever the clock says. */
  recordedAt = Number.MIN_SAFE_INTEGER;

  constructor(private readonly database: Database) {
    this.reload();
  }

  reload(): void {
    [this.position, this.recordedAt] = this.database.get(selectNewest) ?? [0, Number.MIN_SAFE_INTEGER];
    this.stream = this.database.get(selectLastStream)?.[0] ?? 0;
    this.types = new Map(this.database.all(selectTypes).map(([id, name]) => [name, id]));
  }

  /** The newest position. */
  get end(): number {
    return this.position;
  }

  nextPosition(): number {
    return (this.position += 1);
  }

  nextStream(): number {
    return (this.stream += 1);
  }

  typeId(name: string): number {
    const known = this.types.get(name);
    if (known !== undefined) return known;
    const id = this.types.size + 1;
    this.database.run(insertType, id, name);
    this.types.set(name, id);
    return id;
  }
}
