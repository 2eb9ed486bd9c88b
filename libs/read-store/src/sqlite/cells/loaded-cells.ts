import type { CellChange } from '../../cells';
import type { CellStatements } from './cell-statements';
import type { PendingStatements, WideSeries } from './pending-statements';
import { compareSeries, seriesKey } from '../../packed-cells/series';
import { chunksOf } from '../../packed-cells/chunks';
import { Slab } from '../../packed-cells/slab';

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
    this.find();
  }

  /** Takes note of series that were saved by others. */
  find(): void {
    for (const series of this.pending.series()) {
      const key = seriesKey(series);
      if (!this.bySeries.has(key)) this.begin(key, series);
    }
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
      for (const { start, entries } of chunksOf(
        [...this.pending.take(series), ...slab.take()],
        series.width,
      )) {
        this.cells.insert(series, start, entries, series.width);
        yield;
      }
    }
  }

  private begin(key: string, series: WideSeries): Loaded {
    const loaded = { series, slab: new Slab(series.width) };
    this.bySeries.set(key, loaded);
    return loaded;
  }
}
