import type { Cases } from './cells';
import type { Duration, Quantiles } from './resolution-rate.answers';
import { copyOf, emptySample, quantiles, type Estimator, type Sample } from './survival';

/** One duration by the customer's clock, which never pauses, and by ours, which stands still while a case is held on them. */
export class Clocks {
  private readonly customers = emptySample();
  /** Set from the first case on that was ever held: until then both clocks agree. */
  private ours: Sample | undefined;

  /** Takes in a case, watched until `time`, milliseconds since its opening. */
  add(it: Cases, ended: keyof Sample, time: number): void {
    if (it.holds > 0) this.ours ??= copyOf(this.customers);
    this.customers[ended].push(time, it.count);
    this.ours?.[ended].push(time - it.heldUntil(time), it.count);
  }

  duration(estimate: Estimator): Duration {
    const customers = quantilesOf(estimate, this.customers);
    return { ...customers, ours: this.ours === undefined ? customers : quantilesOf(estimate, this.ours) };
  }
}

function quantilesOf(estimate: Estimator, sample: Sample): Quantiles {
  const times = quantiles(estimate, sample, [0.25, 0.5, 0.75, 0.9]);
  const [p25, p50, p75, p90] = times.map((ms) => (ms === null ? null : ms / 1000));
  const reached = (time: number | null | undefined): number | null => time ?? null;
  return {
    p25: reached(p25),
    p50: reached(p50),
    p75: reached(p75),
    p90: reached(p90),
    censored: sample.censored.length,
  };
}
