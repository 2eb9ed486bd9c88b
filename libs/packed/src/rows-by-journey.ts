import { Integers } from './integers';

/** Which rows belong to which journey, by number. */
export class RowsByJourney {
  private readonly journeys = new Integers();
  private readonly counts: number[] = [];
  private sorted: Sorted | undefined;

  /** The next row is one of this journey. */
  push(journey: number): void {
    this.sorted = undefined;
    this.journeys.push(journey);
    this.counts[journey] = (this.counts[journey] ?? 0) + 1;
  }

  /** The rows of a journey, in the order of `push`; for the first one that is asked for, those of all are sorted. */
  of(journey: number): Int32Array {
    const { rows, ends } = (this.sorted ??= this.sort());
    const end = ends[journey] ?? 0;
    return rows.subarray(end - (this.counts[journey] ?? 0), end);
  }

  /** One sort by counting, for all of them. */
  private sort(): Sorted {
    const { journeys, counts } = this;
    const ends = new Int32Array(counts.length);
    const next = new Int32Array(counts.length);
    let sum = 0;
    for (let journey = 0; journey < counts.length; journey += 1) {
      next[journey] = sum;
      sum += counts[journey] ?? 0;
      ends[journey] = sum;
    }
    const rows = new Int32Array(journeys.length);
    for (let row = 0; row < journeys.length; row += 1) {
      const journey = journeys.at(row);
      const place = next[journey] ?? 0;
      rows[place] = row;
      next[journey] = place + 1;
    }
    return { rows, ends };
  }
}

interface Sorted {
  /** By journey. */
  readonly rows: Int32Array;
  /** Where those of each journey end. */
  readonly ends: Int32Array;
}
