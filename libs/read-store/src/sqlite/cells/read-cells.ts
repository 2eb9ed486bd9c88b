import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { CellBlock, CellQuery } from '../../cells';
import { chunkColumns, toChunkRow, type ChunkRow } from '../../packed-cells/block';
import { Blocks } from '../../packed-cells/blocks';

/** On a connection of its own, whose transaction holds one snapshot from the first block to the last. */
export async function* readCells(
  path: string,
  measures: readonly string[],
  query: CellQuery,
): AsyncGenerator<CellBlock> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    db.exec('BEGIN');
    for (const block of blocksOf(chunkRows(db, measures, query), query)) {
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
    `SELECT ${chunkColumns} FROM chunk
     WHERE measure = ? ${scope} AND last >= ? AND first < ? ORDER BY measure, grp, scope, start`,
  );
  select.setReturnArrays(true);
  for (const measure of [...new Set(measures)].sort()) {
    const bounds: SQLInputValue[] = [measure, from, to];
    for (const row of select.iterate(...bounds)) yield toChunkRow(row as unknown as SQLOutputValue[]);
  }
}

function* blocksOf(rows: Iterable<ChunkRow>, range: CellQuery): Generator<CellBlock> {
  const blocks = new Blocks(range);
  for (const row of rows) yield* blocks.add(row);
  yield* blocks.end();
}
