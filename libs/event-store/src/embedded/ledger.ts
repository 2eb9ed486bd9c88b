import { BoundedMap } from './bounded-map';
import type { Database, Query } from './database';
import { headOf, type Head } from './stream-chain';

const selectNewest: Query<[position: number, recordedAt: number]> = {
  sql: 'SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1',
};
const selectLastStream: Query<[id: number | null]> = { sql: 'SELECT max(id) FROM streams' };
const selectTypes: Query<[id: number, name: string]> = { sql: 'SELECT id, name FROM types' };
const insertType: Query = { sql: 'INSERT INTO types (id, name) VALUES (?, ?)' };

const HEADS_KEPT = 100_000;

/** What the one writer knows about the end of its log. After a transaction that failed it is loaded anew. */
export class Ledger {
  private position = 0;
  private stream = 0;
  private types = new Map<string, number>();
  private readonly heads = new BoundedMap<string, Head>(HEADS_KEPT);
  /** Of the newest event; the next ones are not before it, whatever the clock says. */
  recordedAt = Number.MIN_SAFE_INTEGER;

  constructor(private readonly database: Database) {
    this.reload();
  }

  reload(): void {
    const [position, recordedAt] = this.database.get(selectNewest) ?? [0, Number.MIN_SAFE_INTEGER];
    this.position = position;
    this.recordedAt = recordedAt;
    this.stream = this.database.get(selectLastStream)?.[0] ?? 0;
    this.types = new Map(this.database.all(selectTypes).map(([id, name]) => [name, id]));
    this.heads.clear();
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

  head(stream: string): Head | undefined {
    return this.heads.get(stream) ?? headOf(this.database, stream);
  }

  committed(heads: ReadonlyMap<string, Head>, recordedAt: number): void {
    for (const [stream, head] of heads) this.heads.set(stream, head);
    this.recordedAt = recordedAt;
  }
}
