import type { Numbers } from './numbers';
import type { Sample } from './sample';

/**
 * A walk over every distinct time of a sample, ascending, with all that ends there, in the order in which estimators take it:
 * a duration censored at `time` is still at risk there.
 */
export class Endings {
  time = 0;
  /** How many have lasted until `time`, those that end here included. */
  atRisk: number;
  events = 0;
  competing = 0;
  censored = 0;
  private readonly runs: { readonly events: Run; readonly competing: Run; readonly censored: Run };

  constructor({ events, competing, censored }: Sample) {
    this.atRisk = events.length + competing.length + censored.length;
    this.runs = { events: new Run(events), competing: new Run(competing), censored: new Run(censored) };
  }

  /** Goes on to the next time; false where there is none. */
  next(): boolean {
    const { events, competing, censored } = this.runs;
    this.atRisk -= this.events + this.competing + this.censored;
    if (this.atRisk === 0) return false;
    this.time = Math.min(events.next, competing.next, censored.next);
    this.events = events.take(this.time);
    this.competing = competing.take(this.time);
    this.censored = censored.take(this.time);
    return true;
  }
}

/** Durations in ascending order, taken off from the front. */
class Run {
  private readonly sorted: Float64Array;
  private index = 0;
  next: number;

  constructor(durations: Numbers) {
    this.sorted = durations.sorted();
    this.next = this.sorted[0] ?? Infinity;
  }

  /** Takes all that end at `time`, which is finite, and says how many. */
  take(time: number): number {
    const start = this.index;
    while (this.next === time) this.next = this.sorted[(this.index += 1)] ?? Infinity;
    return this.index - start;
  }
}
