import type { CellChange } from '../../cells';
import { chunksOf } from '../../packed-cells/chunks';
import { seriesKey } from '../../packed-cells/series';
import { Slab, type PackedSlab } from '../../packed-cells/slab';
import { contentsOf } from '../cells/chunk-statements';
import type { BuildTables } from '../tables/layout';
import { Copy } from './copy';
import type { LoadLine } from './load-line';
import { listPending, pendingCells, type WideSeries } from './pending-cells';

interface Loaded {
  readonly series: WideSeries;
  readonly slab: Slab;
}

/**
 * The cells of a load, packed as they come and written once, in order, at its end. What is saved before waits in a table of
 * its own.
 */
export class LoadedCells {
  private readonly bySeries = new Map<string, Loaded>();
  private readonly pending: Copy;

  private constructor(
    private readonly line: LoadLine,
    private readonly tables: BuildTables,
  ) {
    this.pending = Copy.ofMany(line, tables.pendingCells);
  }

  /** Goes on with what was saved. */
  static async open(line: LoadLine, tables: BuildTables): Promise<LoadedCells> {
    const cells = new LoadedCells(line, tables);
    for (const series of await listPending(line, tables.pendingCells)) cells.begin(seriesKey(series), series);
    return cells;
  }

  /** @throws UnevenCells */
  add(change: CellChange): void {
    const { measure, group, scope, values } = change;
    const key = seriesKey(change);
    const loaded =
      this.bySeries.get(key) ?? this.begin(key, { measure, group, scope, width: values.length + 1 });
    loaded.slab.add(change);
  }

  async save(): Promise<void> {
    for (const { series, slab } of this.bySeries.values())
      for (const packed of slab.take()) await this.put(series, packed);
    await this.pending.send();
  }

  /** Writes all cells: of each series those that wait together with those that came since. */
  async write(): Promise<void> {
    const chunks = Copy.ofMany(this.line, this.tables.chunk);
    for await (const { series, slabs } of pendingCells(this.line, this.tables.pendingCells)) {
      const more = this.bySeries.get(seriesKey(series))?.slab.take() ?? [];
      await writeSeries(chunks, series, [...slabs, ...more]);
    }
    for (const { series, slab } of this.bySeries.values()) await writeSeries(chunks, series, slab.take());
    await chunks.send();
  }

  private begin(key: string, series: WideSeries): Loaded {
    const loaded = { series, slab: new Slab(series.width) };
    this.bySeries.set(key, loaded);
    return loaded;
  }

  private put({ measure, group, scope, width }: WideSeries, { size, data }: PackedSlab): Promise<void> {
    this.pending.rows.row(6).text(measure).text(group).text(scope).integer(width).integer(size).bytea(data);
    return this.pending.sendIfDue();
  }
}

async function writeSeries(chunks: Copy, series: WideSeries, slabs: readonly PackedSlab[]): Promise<void> {
  if (slabs.length === 0) return;
  const { measure, group, scope, width } = series;
  for (const { start, entries } of chunksOf(slabs, width)) {
    const { size, first, last, data } = contentsOf(entries, width);
    chunks.rows.row(9).text(measure).text(group).text(scope).bytea(start);
    chunks.rows.integer(width).integer(size).double(first).double(last).bytea(data);
    await chunks.sendIfDue();
  }
}
