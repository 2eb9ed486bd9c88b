import { NumberColumn } from './column';

/** Which rows belong to which journey. */
export class RowsByJourney {
  private readonly journey = NumberColumn.ofIntegers();
  private readonly counts: number[] = [];

  /** The next row is one of this journey, by number. */
  push(journey: number): void {
    this.journey.push(journey);
    this.counts[journey] = (this.counts[journey] ?? 0) + 1;
  }

  /** The rows of each journey, in the order of `push`: one sort by counting, for all of them. */
  sorted(): (journey: number) => Int32Array {
    const ends = runningSums(this.counts);
    const rows = new Int32Array(this.journey.length);
    const next = ends.map((end, journey) => end - (this.counts[journey] ?? 0));
    for (let row = 0; row < this.journey.length; row += 1) {
      const journey = this.journey.at(row);
      const place = next[journey] ?? 0;
      rows[place] = row;
      next[journey] = place + 1;
    }
    return (journey) => {
      const end = ends[journey] ?? 0;
      return rows.subarray(end - (this.counts[journey] ?? 0), end);
    };
  }
}

function runningSums(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => (sum += count));
}
