import type { CellChange } from '../../cells';
import type { CellStatements } from './cell-statements';
import { lowest, separator } from './chunk-key';
import { chunkEntries } from './chunk-size';
import { Merged } from './entries';
import { unpack } from './packed';
import type { PendingStatements, WideSeries } from './pending-statements';
import { compareSeries, seriesKey } from './series';
import { Slab, type PackedSlab } from './slab';
import { orderOf } from './sort';

interface Loaded {
  readonly series: WideSeries;
  readonly slab: Slab;
}

/**
 * The cells of a load, packed as they come and written once, in order, at its end. What is saved before waits in a table of
 * its own: that costs a fraction of making the cells again from rows.
 */
export class LoadedCells {
  private readonly bySeries = new Map<string, Loaded>();

  constructor(
    private readonly cells: CellStatements,
    private readonly pending: PendingStatements,
  ) {
    for (const series of pending.series()) this.begin(seriesKey(series), series);
  }

  /** @throws UnevenCells */
  add(change: CellChange): void {
    const key = seriesKey(change);
    const { measure, group, scope, values } = change;
    const loaded =
      this.bySeries.get(key) ?? this.begin(key, { measure, group, scope, width: values.length + 1 });
    loaded.slab.add(change);
  }

  /** Within the caller's transaction. */
  save(): void {
    for (const { series, slab } of this.bySeries.values())
      for (const packed of slab.take()) this.pending.save(series, series.width, packed);
  }

  /** Writes all cells, within the caller's transaction, in steps. */
  *write(): Generator<void> {
    const inOrder = [...this.bySeries.values()].sort((a, b) => compareSeries(a.series, b.series));
    for (const { series, slab } of inOrder) {
      const numbers = unpacked([...this.pending.take(series), ...slab.take()], series.width);
      yield* this.writeSeries(series, numbers);
    }
  }

  private *writeSeries(series: WideSeries, numbers: Float64Array): Generator<void> {
    const { width } = series;
    let previous: Float64Array | undefined;
    for (const chunk of chunks(numbers, width)) {
      const start = previous === undefined ? lowest : separator(previous, 0, chunk, 0, width);
      this.cells.insert(series, start, chunk, width);
      previous = chunk.slice(-width);
      yield;
    }
  }

  private begin(key: string, series: WideSeries): Loaded {
    const loaded = { series, slab: new Slab(series.width) };
    this.bySeries.set(key, loaded);
    return loaded;
  }
}

function unpacked(slabs: readonly PackedSlab[], width: number): Float64Array {
  const size = slabs.reduce((sum, slab) => sum + slab.size, 0);
  const numbers = new Float64Array(size * width);
  let at = 0;
  for (const slab of slabs) {
    unpack(slab.data, width, slab.size, numbers, at);
    at += slab.size * width;
  }
  return numbers;
}

/** The entries in order, summed up, in chunks, each good until the next one. */
function* chunks(numbers: Float64Array, width: number): Generator<Float64Array> {
  const size = chunkEntries(width);
  const merged = new Merged(width, size);
  for (const index of orderOf(numbers, width)) {
    if (merged.isFull && !merged.takesIn(numbers, index * width)) {
      if (merged.entries.length > 0) yield merged.entries;
      merged.clear();
    }
    merged.push(numbers, index * width);
  }
  if (merged.entries.length > 0) yield merged.entries;
}
