import type { CellChange } from '../cells';
import { pack } from './packed';
import { writeEntry } from './summed-up';

/** Entries of one series as they came, packed. */
export interface PackedSlab {
  readonly size: number;
  readonly data: Uint8Array;
}

const fewest = 8;
const most = 8_192;

/** Cells of one series in the order in which they are added; packs itself when it is full. */
export class Slab {
  private numbers: Float64Array;
  private length = 0;
  private full: PackedSlab[] = [];

  /** @param width numbers an entry takes */
  constructor(readonly width: number) {
    this.numbers = new Float64Array(fewest * width);
  }

  /** @throws UnevenCells */
  add(change: CellChange): void {
    if (this.length === this.numbers.length) this.makeRoom();
    writeEntry(change, this.width, this.numbers, this.length);
    this.length += this.width;
  }

  /** All that was added since the last time. */
  take(): PackedSlab[] {
    if (this.length > 0) this.packUp();
    const taken = this.full;
    this.full = [];
    return taken;
  }

  private makeRoom(): void {
    if (this.numbers.length >= most * this.width) {
      this.packUp();
      return;
    }
    const larger = new Float64Array(this.numbers.length * 4);
    larger.set(this.numbers);
    this.numbers = larger;
  }

  private packUp(): void {
    const entries = this.numbers.subarray(0, this.length);
    this.full.push({ size: this.length / this.width, data: pack(entries, this.width) });
    this.length = 0;
  }
}
