import { merged, type Numbers } from './numbers';
import type { Sample } from './sample';

/**
 * A walk over every distinct time of a sample, ascending, with all that ends there, in the order in which estimators take it:
 * a duration censored at `time` is still at risk there. The sample may come in parts.
 */
export class Endings {
  time = 0;
  /** How many have lasted until `time`, those that end here included. */
  atRisk: number;
  events = 0;
  competing = 0;
  censored = 0;
  private readonly runs: { readonly events: Run; readonly competing: Run; readonly censored: Run };

  constructor(parts: readonly Sample[]) {
    const runs = {
      events: new Run(parts.map(({ events }) => events)),
      competing: new Run(parts.map(({ competing }) => competing)),
      censored: new Run(parts.map(({ censored }) => censored)),
    };
    this.atRisk = runs.events.length + runs.competing.length + runs.censored.length;
    this.runs = runs;
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
  readonly length: number;
  next: number;
  /** Infinity comes after the last. */
  private readonly sorted: Float64Array;
  private index = 0;

  constructor(parts: readonly Numbers[]) {
    this.length = parts.reduce((sum, { length }) => sum + length, 0);
    this.sorted = merged(parts);
    this.next = this.sorted[0] ?? Infinity;
  }

  /** Takes all that end at `time`, which is finite, and says how many. */
  take(time: number): number {
    const start = this.index;
    while (this.next === time) this.next = this.sorted[(this.index += 1)] ?? Infinity;
    return this.index - start;
  }
}
