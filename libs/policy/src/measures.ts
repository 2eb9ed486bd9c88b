/** A subjective-logic opinion (Josang & Ismail 2002): belief + disbelief + uncertainty = 1, each 0..1. */
export interface Opinion {
  readonly belief: number;
  readonly disbelief: number;
  readonly uncertainty: number;
  /** belief + baseRate * uncertainty */
  readonly expectation: number;
}

/**
 * What a policy's conditions may speak of, computed for one journey at one moment. CEL sees exactly these names, for
 * example `emotion.felt >= 0.20`. An implementation may compute each on first use.
 */
export interface Measures {
  readonly emotion: {
    /** Decayed peak-end mean of the episodes, -1..1; 0 where nothing was ever felt. */
    readonly felt: number;
    /** How many episodes there are. */
    readonly episodes: number;
  };
  readonly trust: Opinion;
  readonly commitment: Opinion;
  /** A case opened or a purchase made outside of any recorded interaction counts as one inbound. */
  readonly interactions: { readonly inbound: number; readonly outbound: number };
  /** Episodes that ended in the last N days and whose peak-end value is at or beyond the policy's `episodes.good` / `.bad`. */
  readonly episodes: {
    readonly good30: number;
    readonly good90: number;
    readonly good180: number;
    readonly good365: number;
    readonly bad30: number;
    readonly bad90: number;
    readonly bad180: number;
    readonly bad365: number;
  };
  readonly purchases: { readonly count: number };
  readonly promises: {
    readonly open: number;
    readonly kept: number;
    readonly late: number;
    readonly broken: number;
  };
  readonly cases: { readonly opened: number; readonly open: number };
}
