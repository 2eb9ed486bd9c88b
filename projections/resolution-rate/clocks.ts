import type { Cases } from './cells';
import type { Duration, Quantiles } from './resolution-rate.answers';
import { emptySample, mergedSample, quantiles, type Estimator, type Sample } from './survival';

/** One duration by the customer's clock, which never pauses, and by ours, which stands still while a case is held on them. */
export class Clocks {
  private held = false;

  private constructor(
    /** Of cases that were never held: both clocks agree. */
    private readonly both: Sample,
    private readonly customers: Sample,
    private readonly ours: Sample,
  ) {}

  static empty(): Clocks {
    return new Clocks(emptySample(), emptySample(), emptySample());
  }

  /** All that several have taken in; to be asked only. */
  static merged(all: readonly Clocks[]): Clocks {
    const merged = new Clocks(
      mergedSample(all.map(({ both }) => both)),
      mergedSample(all.map(({ customers }) => customers)),
      mergedSample(all.map(({ ours }) => ours)),
    );
    merged.held = all.some(({ held }) => held);
    return merged;
  }

  /** Takes in a case, watched until `time`, milliseconds since its opening. */
  add(it: Cases, ended: keyof Sample, time: number): void {
    if (it.holds === 0) {
      this.both[ended].push(time, it.count);
      return;
    }
    this.held = true;
    this.customers[ended].push(time, it.count);
    this.ours[ended].push(time - it.heldUntil(time), it.count);
  }

  duration(estimate: Estimator): Duration {
    const customers = quantilesOf(estimate, [this.both, this.customers]);
    return { ...customers, ours: this.held ? quantilesOf(estimate, [this.both, this.ours]) : customers };
  }
}

function quantilesOf(estimate: Estimator, parts: readonly Sample[]): Quantiles {
  const times = quantiles(estimate, parts, [0.25, 0.5, 0.75, 0.9]);
  const [p25 = null, p50 = null, p75 = null, p90 = null] = times.map((ms) =>
    ms === null ? null : ms / 1000,
  );
  return { p25, p50, p75, p90, censored: parts.reduce((sum, { censored }) => sum + censored.length, 0) };
}
