import { sortWhole } from './sort-whole';

const firstRoom = 16;

/** A growing list of whole numbers in one typed array: a million of them are no million objects. */
export class Numbers {
  private values = new Float64Array(firstRoom);
  private count = 0;

  static of(values: Iterable<number>): Numbers {
    const numbers = new Numbers();
    for (const value of values) numbers.push(value);
    return numbers;
  }

  get length(): number {
    return this.count;
  }

  push(value: number, times = 1): void {
    this.makeRoom(times);
    for (let n = 0; n < times; n++) this.values[this.count++] = value;
  }

  pushAll({ values, count }: Numbers): void {
    this.makeRoom(count);
    this.values.set(values.subarray(0, count), this.count);
    this.count += count;
  }

  /** In ascending order, and Infinity after the last: a read beyond a typed array's bounds is ten times slower than one within. */
  sorted(): Float64Array {
    this.makeRoom(1);
    this.values[this.count] = Infinity;
    sortWhole(this.values, this.count);
    return this.values;
  }

  private makeRoom(more: number): void {
    const needed = this.count + more;
    if (needed <= this.values.length) return;
    const values = new Float64Array(Math.max(needed, 2 * this.values.length));
    values.set(this.values.subarray(0, this.count));
    this.values = values;
  }
}

/** The numbers of several lists in ascending order, and Infinity after the last. */
export function merged(lists: readonly Numbers[]): Float64Array {
  const [first, ...others] = lists.filter(({ length }) => length > 0);
  if (first === undefined) return Float64Array.of(Infinity);
  return others.reduce((all, list) => merge(all, list.sorted()), first.sorted());
}

/** Of two that each end with Infinity. */
function merge(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  let [atA, atB, at] = [0, 0, 0];
  let [nextA = Infinity, nextB = Infinity] = [a[0], b[0]];
  while (nextA !== Infinity || nextB !== Infinity) {
    if (nextA <= nextB) {
      both[at++] = nextA;
      nextA = a[++atA] ?? Infinity;
    } else {
      both[at++] = nextB;
      nextB = b[++atB] ?? Infinity;
    }
  }
  both[at] = Infinity;
  return both;
}
