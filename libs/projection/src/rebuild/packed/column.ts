type Numbers = Float64Array | Int32Array;

/** A column of numbers that grows. */
export class NumberColumn {
  length = 0;

  private constructor(private numbers: Numbers) {}

  static ofIntegers = (): NumberColumn => new NumberColumn(new Int32Array(1_024));
  static ofDoubles = (): NumberColumn => new NumberColumn(new Float64Array(1_024));

  push(value: number): void {
    if (this.length === this.numbers.length) this.grow();
    this.numbers[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    const value = this.numbers[index];
    if (value === undefined || index >= this.length) throw new RangeError(`There is no row ${index}.`);
    return value;
  }

  private grow(): void {
    const size = this.numbers.length * 2;
    const larger = this.numbers instanceof Int32Array ? new Int32Array(size) : new Float64Array(size);
    larger.set(this.numbers);
    this.numbers = larger;
  }
}
