import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { CellBlock, CellQuery } from '../../cells';
import { Block, type ChunkRow } from './block';

/** On a connection of its own, whose transaction holds one snapshot from the first block to the last. */
export async function* readCells(
  path: string,
  measures: readonly string[],
  query: CellQuery,
): AsyncGenerator<CellBlock> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    db.exec('BEGIN');
    for (const block of blocks(chunkRows(db, measures, query), query)) {
      yield block;
      await setImmediate(); // a long scan leaves room for everything else
    }
  } finally {
    db.close();
  }
}

function* chunkRows(
  db: DatabaseSync,
  measures: readonly string[],
  { of = 'journeys', from = -Infinity, to = Infinity }: CellQuery,
): Generator<ChunkRow> {
  const scope = of === 'journeys' ? `AND scope = 'journeys'` : '';
  const select = db.prepare(
    `SELECT measure, grp, scope, width, size, data FROM chunk
     WHERE measure = ? ${scope} AND last >= ? AND first < ? ORDER BY measure, grp, scope, start`,
  );
  select.setReturnArrays(true);
  for (const measure of [...new Set(measures)].sort()) {
    const bounds: SQLInputValue[] = [measure, from, to];
    for (const row of select.iterate(...bounds)) yield toChunkRow(row as unknown as SQLOutputValue[]);
  }
}

function toChunkRow(row: readonly SQLOutputValue[]): ChunkRow {
  const [measure, group, scope, width, size, data] = row as [
    string,
    string,
    string,
    number,
    number,
    Uint8Array,
  ];
  return { measure, group, scope, width, size, data };
}

function* blocks(rows: Iterable<ChunkRow>, range: CellQuery): Generator<CellBlock> {
  let block: Block | undefined;
  for (const row of rows) {
    if (block?.takes(row) !== true) {
      if (block !== undefined && !block.isEmpty) yield block.toCellBlock();
      block = new Block(row);
    }
    block.add(row, range);
  }
  if (block !== undefined && !block.isEmpty) yield block.toCellBlock();
}
