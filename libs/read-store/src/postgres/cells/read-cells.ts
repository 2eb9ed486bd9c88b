import type { CellBlock, CellQuery } from '../../cells';
import { chunkColumns, toChunkRow, type ChunkRow } from '../../packed-cells/block';
import { Blocks } from '../../packed-cells/blocks';
import type { Database } from '../connection/database';
import { fromText, toText } from '../connection/text';
import type { BuildTables } from '../tables/layout';

/** About 1 MiB. */
const chunksPerBatch = 1_000;

export async function* readCells(
  db: Database,
  { chunk }: BuildTables,
  measures: readonly string[],
  query: CellQuery,
): AsyncGenerator<CellBlock> {
  const { of = 'journeys', from = -Infinity, to = Infinity } = query;
  const scope = of === 'journeys' ? `AND scope = 'journeys'` : '';
  const text = `SELECT ${chunkColumns} FROM ${chunk}
    WHERE measure = ANY($1::text[]) ${scope} AND last >= $2::float8 AND first < $3::float8
    ORDER BY measure, grp, scope, start`;
  const blocks = new Blocks(query);
  for await (const rows of db.batches(text, [measures.map(toText), from, to], chunksPerBatch))
    for (const row of rows) yield* blocks.add(withAnyText(toChunkRow(row)));
  yield* blocks.end();
}

/** As it was written: measures and groups are any text. */
function withAnyText(row: ChunkRow): ChunkRow {
  return { ...row, measure: fromText(row.measure), group: fromText(row.group) };
}
