import { UnevenCells, type CellChange } from '../../cells';
import type { CellStatements, Chunk } from './cell-statements';
import { keyOf, lowest } from '../../packed-cells/chunk-key';
import { piecesOf } from '../../packed-cells/chunks';
import { mergeEntries } from '../../packed-cells/entries';
import type { Series } from '../../packed-cells/series';
import { summedUp } from '../../packed-cells/summed-up';

/** Adds changes to the cells that are kept, within the caller's transaction. Each chunk that is concerned is rewritten once. */
export function changeCells(cells: CellStatements, changes: readonly CellChange[]): void {
  for (const { series, numbers, width } of summedUp(changes)) changeSeries(cells, series, numbers, width);
}

/** @param numbers entries in order */
function changeSeries(cells: CellStatements, series: Series, numbers: Float64Array, width: number): void {
  for (let at = 0; at < numbers.length;) {
    const chunk = cells.holding(series, keyOf(numbers, at, width - 1));
    if (chunk !== undefined && chunk.width !== width)
      throw new UnevenCells(series.measure, [width, chunk.width]);
    const end = endOfChunk(cells, series, chunk, numbers, at, width);
    const entries = mergeEntries(chunk?.numbers ?? new Float64Array(0), numbers.subarray(at, end), width);
    write(cells, series, chunk, entries, width);
    at = end;
  }
}

/** Up to which of the changes, which begin at `at`, they belong to this chunk. */
function endOfChunk(
  cells: CellStatements,
  series: Series,
  chunk: Chunk | undefined,
  numbers: Float64Array,
  at: number,
  width: number,
): number {
  const only = at + width;
  if (only >= numbers.length) return only;
  const next = cells.startAfter(series, chunk?.start ?? lowest);
  if (next === undefined) return numbers.length;
  let end = only;
  while (end < numbers.length && Buffer.compare(keyOf(numbers, end, width - 1), next) < 0) end += width;
  return end;
}

function write(
  cells: CellStatements,
  series: Series,
  chunk: Chunk | undefined,
  entries: Float64Array,
  width: number,
): void {
  const [first, ...more] = piecesOf(chunk?.start ?? lowest, entries, width);
  if (chunk === undefined) {
    if (first !== undefined) cells.insert(series, first.start, first.entries, width);
  } else if (first === undefined) cells.delete(chunk.id);
  else cells.replace(chunk.id, first.entries, width);
  for (const piece of more) cells.insert(series, piece.start, piece.entries, width);
}
