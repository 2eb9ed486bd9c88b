import { Cell, type CellParts } from './cell';

/**
 * The journeys in use, least recently used first out, bounded by the events they hold in sum. A cell with commands under way
 * stays: a second one for the same journey would only run into its appends.
 */
export class Cells {
  private readonly cells = new Map<string, { readonly cell: Cell; weight: number }>();
  private events = 0;

  constructor(
    private readonly parts: CellParts,
    private readonly maxEvents: number,
  ) {}

  get size(): number {
    return this.cells.size;
  }

  get cachedEvents(): number {
    return this.events;
  }

  of(journeyId: string): Cell {
    const entry = this.cells.get(journeyId) ?? { cell: new Cell(journeyId, this.parts), weight: 0 };
    this.cells.delete(journeyId);
    this.cells.set(journeyId, entry);
    // Weighed when it is asked for, so with what it held after its last command.
    this.events += entry.cell.weight - entry.weight;
    entry.weight = entry.cell.weight;
    if (this.events > this.maxEvents) this.evict();
    return entry.cell;
  }

  private evict(): void {
    for (const [journeyId, { cell, weight }] of this.cells) {
      if (this.events <= this.maxEvents) return;
      if (cell.busy) continue;
      this.cells.delete(journeyId);
      this.events -= weight;
    }
  }
}
