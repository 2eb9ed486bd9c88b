import { UnevenCells, type CellChange } from '../cells';
import { Merged } from './entries';
import { seriesKey, type Series } from './series';
import { orderOf } from './sort';

/** Changes of one series: entries in order, each once and none with the count 0. */
export interface SeriesChange {
  readonly series: Series;
  readonly numbers: Float64Array;
  readonly width: number;
}

/** The same changes by series, summed up. */
export function summedUp(changes: readonly CellChange[]): SeriesChange[] {
  const bySeries = new Map<string, CellChange[]>();
  for (const change of changes) {
    const key = seriesKey(change);
    const known = bySeries.get(key);
    if (known === undefined) bySeries.set(key, [change]);
    else known.push(change);
  }
  return [...bySeries.values()].flatMap((ofOne) => sum(ofOne));
}

function sum(changes: readonly CellChange[]): SeriesChange | [] {
  const [first] = changes;
  if (first === undefined) return [];
  const width = first.values.length + 1;
  const numbers = new Float64Array(changes.length * width);
  changes.forEach((change, index) => {
    writeEntry(change, width, numbers, index * width);
  });
  return { series: first, width, numbers: summedEntries(numbers, width) };
}

/** @throws UnevenCells */
export function writeEntry(
  { measure, values, count }: CellChange,
  width: number,
  into: Float64Array,
  at: number,
): void {
  if (values.length + 1 !== width) throw new UnevenCells(measure, [values.length + 1, width]);
  into.set(values, at);
  into[at + width - 1] = count;
}

function summedEntries(numbers: Float64Array, width: number): Float64Array {
  const merged = new Merged(width, numbers.length / width);
  for (const index of orderOf(numbers, width)) merged.push(numbers, index * width);
  return merged.entries;
}
