import type { CellBlock, CellQuery } from '../cells';
import { Block, type ChunkRow } from './block';

/** Chunks, as they are read in order, as blocks. */
export class Blocks {
  private block: Block | undefined;

  constructor(private readonly range: CellQuery) {}

  /** Yields the block that has no room for the chunk. */
  *add(row: ChunkRow): Generator<CellBlock> {
    if (this.block?.takes(row) !== true) yield* this.begin(new Block(row));
    this.block?.add(row, this.range);
  }

  /** Yields what is left. */
  end(): Generator<CellBlock> {
    return this.begin(undefined);
  }

  private *begin(next: Block | undefined): Generator<CellBlock> {
    const { block } = this;
    this.block = next;
    if (block !== undefined && !block.isEmpty) yield block.toCellBlock();
  }
}
