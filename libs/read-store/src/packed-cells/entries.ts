/** Entries stand in one array, each of `width` numbers: its values, then its count. */
export interface Entries {
  readonly numbers: Float64Array;
  readonly width: number;
}

/** Order of the values of two entries: by the first, then the next. Counts do not matter. */
export function compareEntries(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  width: number,
  column = 0,
): number {
  for (let i = column; i < width - 1; i += 1) {
    const difference = (a[aStart + i] ?? 0) - (b[bStart + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Collects entries that come in order: those of the same values become one with the sum of their counts, 0 none. */
export class Merged {
  private numbers: Float64Array;
  private length = 0;

  constructor(
    private readonly width: number,
    /** Entries expected; takes more. */
    capacity: number,
  ) {
    this.numbers = new Float64Array(Math.max(1, capacity) * width);
  }

  /** Whether there is no room for another one. */
  get isFull(): boolean {
    return this.length === this.numbers.length;
  }

  /** Whether the entry has the values of the last one. */
  takesIn(from: Float64Array, start: number): boolean {
    const last = this.length - this.width;
    return last >= 0 && compareEntries(this.numbers, last, from, start, this.width) === 0;
  }

  push(from: Float64Array, start: number): void {
    const { width, length } = this;
    if (this.takesIn(from, start)) {
      this.numbers[length - 1] = (this.numbers[length - 1] ?? 0) + (from[start + width - 1] ?? 0);
      return;
    }
    this.dropNone();
    if (this.isFull) this.grow();
    const { numbers } = this;
    const offset = this.length - start;
    for (let i = start; i < start + width; i += 1) numbers[offset + i] = from[i] ?? 0;
    this.length += width;
  }

  /** A view, good until the next push. */
  get entries(): Float64Array {
    this.dropNone();
    return this.numbers.subarray(0, this.length);
  }

  /** Begins anew. */
  clear(): void {
    this.length = 0;
  }

  /** The last one's count is known once the next begins. */
  private dropNone(): void {
    if (this.length > 0 && this.numbers[this.length - 1] === 0) this.length -= this.width;
  }

  private grow(): void {
    const larger = new Float64Array(this.numbers.length * 2);
    larger.set(this.numbers);
    this.numbers = larger;
  }
}

/** Two runs of ordered entries as one. */
export function mergeEntries(a: Float64Array, b: Float64Array, width: number): Float64Array {
  const merged = new Merged(width, (a.length + b.length) / width);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const takeA = j >= b.length || (i < a.length && compareEntries(a, i, b, j, width) <= 0);
    merged.push(takeA ? a : b, takeA ? i : j);
    if (takeA) i += width;
    else j += width;
  }
  return merged.entries;
}
