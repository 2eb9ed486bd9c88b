import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { pack, unpack } from '../../packed-cells/packed';
import type { Series } from '../../packed-cells/series';

/** Some entries of a series: those from its start up to the next chunk's. */
export interface Chunk {
  readonly id: number;
  readonly start: Uint8Array;
  readonly width: number;
  readonly numbers: Float64Array;
}

export const chunkTable = `
  CREATE TABLE chunk (
    id INTEGER PRIMARY KEY, measure TEXT NOT NULL, grp TEXT NOT NULL, scope TEXT NOT NULL, start BLOB NOT NULL,
    width INTEGER NOT NULL, size INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, data BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX chunk_by_start ON chunk (measure, grp, scope, start);
`;

const ofSeries = 'measure = ? AND grp = ? AND scope = ?';

/** The prepared statements on the chunks of cells. */
export class CellStatements {
  private readonly select: StatementSync;
  private readonly next: StatementSync;
  private readonly insertNew: StatementSync;
  private readonly update: StatementSync;
  private readonly remove: StatementSync;

  constructor(db: DatabaseSync) {
    this.select = db.prepare(
      `SELECT id, start, width, size, data FROM chunk WHERE ${ofSeries} AND start <= ? ORDER BY start DESC LIMIT 1`,
    );
    this.next = db.prepare(`SELECT start FROM chunk WHERE ${ofSeries} AND start > ? ORDER BY start LIMIT 1`);
    this.insertNew = db.prepare(
      `INSERT INTO chunk (measure, grp, scope, start, width, size, first, last, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.update = db.prepare('UPDATE chunk SET size = ?, first = ?, last = ?, data = ? WHERE id = ?');
    this.remove = db.prepare('DELETE FROM chunk WHERE id = ?');
  }

  /** The chunk that an entry of this key belongs to; undefined where the series has none that begins so early. */
  holding({ measure, group, scope }: Series, key: Uint8Array): Chunk | undefined {
    const row = this.select.get(measure, group, scope, key);
    return row === undefined ? undefined : toChunk(row);
  }

  /** Where the chunk after this start begins. */
  startAfter({ measure, group, scope }: Series, start: Uint8Array): Uint8Array | undefined {
    return this.next.get(measure, group, scope, start)?.start as Uint8Array | undefined;
  }

  insert({ measure, group, scope }: Series, start: Uint8Array, numbers: Float64Array, width: number): void {
    this.insertNew.run(measure, group, scope, start, width, ...fields(numbers, width));
  }

  replace(id: number, numbers: Float64Array, width: number): void {
    this.update.run(...fields(numbers, width), id);
  }

  delete(id: number): void {
    this.remove.run(id);
  }
}

function toChunk(row: Record<string, SQLOutputValue>): Chunk {
  const width = row.width as number;
  const size = row.size as number;
  const numbers = new Float64Array(width * size);
  unpack(row.data as Uint8Array, width, size, numbers);
  return { id: row.id as number, start: row.start as Uint8Array, width, numbers };
}

function fields(numbers: Float64Array, width: number): [number, number, number, Uint8Array] {
  const first = numbers[0] ?? 0;
  const last = numbers[numbers.length - width] ?? 0;
  return [numbers.length / width, first, last, pack(numbers, width)];
}
