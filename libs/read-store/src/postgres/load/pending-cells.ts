import type { CellScope } from '../../cells';
import type { Series } from '../../packed-cells/series';
import type { PackedSlab } from '../../packed-cells/slab';
import { fromText } from '../connection/text';
import type { LoadLine } from './load-line';

export interface WideSeries extends Series {
  readonly width: number;
}

const slabsPerBatch = 500;

type SeriesRow = readonly [string, string, CellScope, number];
type PendingRow = readonly [...SeriesRow, number, Uint8Array];

/** Of which series cells wait. */
export async function listPending(line: LoadLine, table: string): Promise<WideSeries[]> {
  const rows = await line.query(`SELECT DISTINCT measure, grp, scope, width FROM ${table}`);
  return (rows as unknown as SeriesRow[]).map(([measure, group, scope, width]) => ({
    ...{ measure: fromText(measure), group: fromText(group), scope, width },
  }));
}

/** The cells that wait, series by series. Within the caller's transaction, beside other statements. */
export async function* pendingCells(
  line: LoadLine,
  table: string,
): AsyncGenerator<{ readonly series: WideSeries; readonly slabs: readonly PackedSlab[] }> {
  let series: WideSeries | undefined;
  let slabs: PackedSlab[] = [];
  for await (const [measure, group, scope, width, size, data] of pendingRows(line, table)) {
    if (series?.measure !== measure || series.group !== group || series.scope !== scope) {
      if (series !== undefined) yield { series, slabs };
      [series, slabs] = [{ measure, group, scope, width }, []];
    }
    slabs.push({ size, data });
  }
  if (series !== undefined) yield { series, slabs };
}

async function* pendingRows(line: LoadLine, table: string): AsyncGenerator<PendingRow> {
  await line.query(`DECLARE pending NO SCROLL CURSOR FOR
    SELECT measure, grp, scope, width, size, data FROM ${table} ORDER BY measure, grp, scope`);
  for (let count = slabsPerBatch; count === slabsPerBatch;) {
    const rows = await line.query(`FETCH ${slabsPerBatch} FROM pending`);
    count = rows.length;
    for (const [measure, group, ...rest] of rows as unknown as PendingRow[])
      yield [fromText(measure), fromText(group), ...rest];
  }
  await line.query('CLOSE pending');
}
