import type { CellBlock, CellQuery } from '../../cells';
import { Blocks } from '../../packed-cells/blocks';
import type { Database } from '../connection/database';
import type { Row } from '../connection/statement';
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
  const text = `SELECT measure, grp, scope, width, size, data FROM ${chunk}
    WHERE measure = ANY($1::text[]) ${scope} AND last >= $2::float8 AND first < $3::float8
    ORDER BY measure, grp, scope, start`;
  const blocks = new Blocks(query);
  for await (const rows of db.batches(text, [measures.map(toText), from, to], chunksPerBatch))
    for (const row of rows) yield* blocks.add(toChunkRow(row));
  yield* blocks.end();
}

function toChunkRow(row: Row) {
  const [measure, group, scope, width, size, data] = row as readonly [
    string,
    string,
    string,
    number,
    number,
    Uint8Array,
  ];
  return { measure: fromText(measure), group: fromText(group), scope, width, size, data };
}
