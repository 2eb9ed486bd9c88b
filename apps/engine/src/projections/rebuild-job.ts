/** A rebuild that was asked for, as it is answered. */
export interface RebuildJob {
  readonly id: string;
  readonly projections: readonly string[];
  readonly state: 'running' | 'done' | 'failed';
  /** Events folded so far. */
  readonly done: number;
  readonly total: number;
  readonly perSecond?: number;
  /** Estimated. */
  readonly secondsLeft?: number;
  readonly error?: string;
}
