import type { CellBlock, CellQuery } from '../cells';
import { unpack } from './packed';

/** Numbers in a block at most, unless a single chunk holds more: 128 KiB. */
const roomOfBlock = 2 ** 14;

/** A chunk as it is read, its data still packed. */
export interface ChunkRow {
  readonly measure: string;
  readonly group: string;
  readonly scope: string;
  readonly width: number;
  readonly size: number;
  readonly data: Uint8Array;
}

/** What of chunks is read, in the order in which `toChunkRow` takes it. */
export const chunkColumns = 'measure, grp, scope, width, size, data';

export function toChunkRow(row: readonly unknown[]): ChunkRow {
  const [measure, group, scope, width, size, data] = row as [string, string, string, number, number, Uint8Array]; // prettier-ignore
  return { measure, group, scope, width, size, data };
}

/** Chunks of one series, one after the other, while they are made one block. */
export class Block {
  private numbers: Float64Array;
  private length = 0;

  constructor(private readonly head: ChunkRow) {
    this.numbers = new Float64Array(head.width * head.size);
  }

  takes({ measure, group, scope, width, size }: ChunkRow): boolean {
    const { head } = this;
    const isSame = measure === head.measure && group === head.group && scope === head.scope;
    return isSame && this.length + width * size <= roomOfBlock;
  }

  /** Those of the chunk's entries that lie in the range. */
  add({ width, size, data }: ChunkRow, { from = -Infinity, to = Infinity }: CellQuery): void {
    this.makeRoom(width * size);
    const { numbers, length } = this;
    const end = length + width * size;
    unpack(data, width, size, numbers, length);
    let [low, high] = [length, end];
    while (low < high && (numbers[low] ?? 0) < from) low += width;
    while (high > low && (numbers[high - width] ?? 0) >= to) high -= width;
    if (low > length) numbers.copyWithin(length, low, high);
    this.length += high - low;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  toCellBlock(): CellBlock {
    const { measure, group, width } = this.head;
    return { measure, group, width, entries: this.numbers.subarray(0, this.length) };
  }

  private makeRoom(more: number): void {
    const needed = this.length + more;
    if (needed <= this.numbers.length) return;
    const larger = new Float64Array(Math.max(needed, Math.min(roomOfBlock, this.numbers.length * 4)));
    larger.set(this.numbers.subarray(0, this.length));
    this.numbers = larger;
  }
}
