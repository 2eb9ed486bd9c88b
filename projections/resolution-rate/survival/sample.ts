/**
 * Durations of one group, by how they ended. All in one unit; the estimators keep that unit.
 * `competing` holds those that ended in something which makes the event impossible (as far as anyone knows). What was censored
 * below 0 was never watched: it is at risk of nothing.
 */
export interface Sample {
  readonly events: number[];
  readonly competing: number[];
  readonly censored: number[];
}

export const emptySample = (): Sample => ({ events: [], competing: [], censored: [] });

/** All that ends at one time, in the order in which estimators take it: a duration censored at `time` is still at risk there. */
export interface Ending {
  readonly time: number;
  /** How many have lasted until `time`, those that end here included. */
  readonly atRisk: number;
  readonly events: number;
  readonly competing: number;
  readonly censored: number;
}

/** Every distinct time of a sample, ascending. */
export function* endings(sample: Sample): Generator<Ending> {
  const events = new Run(sample.events);
  const competing = new Run(sample.competing);
  const censored = new Run(sample.censored);
  let atRisk = sample.events.length + sample.competing.length + sample.censored.length;
  while (atRisk > 0) {
    const time = Math.min(events.next, competing.next, censored.next);
    const ending = {
      time,
      atRisk,
      events: events.take(time),
      competing: competing.take(time),
      censored: censored.take(time),
    };
    yield ending;
    atRisk -= ending.events + ending.competing + ending.censored;
  }
}

/** Durations in ascending order, taken off from the front. */
class Run {
  private readonly sorted: Float64Array;
  private index = 0;

  constructor(durations: readonly number[]) {
    // Infinity at the end: a read beyond a typed array's bounds is ten times slower than one within.
    this.sorted = Float64Array.from([...durations, Infinity]).sort();
  }

  get next(): number {
    return this.sorted[this.index] ?? Infinity;
  }

  /** Takes all that end at `time`, which is finite, and says how many. */
  take(time: number): number {
    const start = this.index;
    while (this.next === time) this.index += 1;
    return this.index - start;
  }
}
