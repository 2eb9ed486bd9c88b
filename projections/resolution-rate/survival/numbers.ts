import { sortWhole } from './sort-whole';

const firstRoom = 16;

/** A growing list of whole numbers in one typed array: a million of them are no million objects. */
export class Numbers {
  private values: Float64Array = new Float64Array(firstRoom);
  private count = 0;
  private isSorted = false;

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
    this.isSorted = false;
    for (let n = 0; n < times; n++) this.values[this.count++] = value;
  }

  /** The numbers of several lists, already in order; to be read only, since it may share the memory of one of them. */
  static merged(lists: readonly Numbers[]): Numbers {
    const all = new Numbers();
    all.count = lists.reduce((sum, { count }) => sum + count, 0);
    all.values = merged(lists);
    all.isSorted = true;
    return all;
  }

  /** In ascending order, and Infinity after the last: a read beyond a typed array's bounds is ten times slower than one within. */
  sorted(): Float64Array {
    if (this.isSorted) return this.values;
    this.isSorted = true;
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

/** The numbers of several lists in ascending order, and Infinity after the last; changes no list but for its order. */
export function merged(lists: readonly Numbers[]): Float64Array {
  let runs: readonly Run[] = lists
    .filter(({ length }) => length > 0)
    .map((list) => ({ values: list.sorted(), count: list.length }));
  while (runs.length > 1) runs = inPairs(runs);
  return runs[0]?.values ?? Float64Array.of(Infinity);
}

/** Ascending numbers, and Infinity after the last. */
interface Run {
  readonly values: Float64Array;
  readonly count: number;
}

/** Half as many runs: pairs of neighbours, so that each number is moved as rarely as can be. */
function inPairs(runs: readonly Run[]): readonly Run[] {
  const fewer: Run[] = [];
  for (let index = 0; index < runs.length; index += 2) {
    const [one, other] = runs.slice(index, index + 2);
    if (one !== undefined) fewer.push(other === undefined ? one : merge(one, other));
  }
  return fewer;
}

function merge({ values: a, count: countA }: Run, { values: b, count: countB }: Run): Run {
  const count = countA + countB;
  const both = new Float64Array(count + 1);
  let [atA, atB] = [0, 0];
  let [nextA = Infinity, nextB = Infinity] = [a[0], b[0]];
  for (let at = 0; at < count; at++) {
    if (nextA <= nextB) {
      both[at] = nextA;
      nextA = a[++atA] ?? Infinity;
    } else {
      both[at] = nextB;
      nextB = b[++atB] ?? Infinity;
    }
  }
  both[count] = Infinity;
  return { values: both, count };
}
