/** Milliseconds: a span, or an instant since 1970-01-01T00:00:00Z. */
type Millis = number;

/** What cases can be told apart by, each as it was at their opening; `month` is that of the opening, UTC. */
export const dimensions = ['product', 'topic', 'channel', 'touchpoint', 'team', 'month'] as const;
export type Dimension = (typeof dimensions)[number];

/** A question to the cases, with all that the rows leave open. */
export interface Question {
  /** The moment that durations are censored at; not before the newest event. */
  readonly at: Millis;
  /** Cases opened from here on (inclusive); null: from the first. */
  readonly from: Millis | null;
  /** Cases opened before (exclusive); null: all. */
  readonly to: Millis | null;
  readonly by: Dimension | null;
  /** How long a first contact resolution has to stand. */
  readonly windowMs: Millis;
  /** How long a lasting resolution has to stand. */
  readonly lastingMs: Millis;
}
