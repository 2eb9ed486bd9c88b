interface Allowance {
  /** What one match may take in any case: no more than a page of a read does. */
  readonly normalMs: number;
  readonly longestMs: number;
  /** What all that take longer than normal may take together at once. */
  readonly mostMs: number;
  /** How much of that comes back in a second. */
  readonly backMs: number;
}

/** Time that callers' expressions may take from everybody else, for all of them together. */
export class MatchingTime {
  private leftMs: number;
  private at: number;

  constructor(
    private readonly allowance: Allowance,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.leftMs = allowance.mostMs;
    this.at = now();
  }

  /** How long the next match may take. */
  limitMs(): number {
    const { normalMs, longestMs } = this.allowance;
    this.refill();
    return Math.ceil(Math.min(longestMs, normalMs + this.leftMs));
  }

  spend(tookMs: number): void {
    this.leftMs = Math.max(0, this.leftMs - Math.max(0, tookMs - this.allowance.normalMs));
  }

  private refill(): void {
    const now = this.now();
    const { mostMs, backMs } = this.allowance;
    this.leftMs = Math.min(mostMs, this.leftMs + ((now - this.at) / 1_000) * backMs);
    this.at = now;
  }
}
