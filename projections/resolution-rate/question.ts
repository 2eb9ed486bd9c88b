import type { RowOf } from '@rapport/read-store';
import type { resolutionRate } from './resolution-rate.projection';

/** Milliseconds: a span, or an instant since 1970-01-01T00:00:00Z. */
type Millis = number;

export type CaseRow = RowOf<(typeof resolutionRate)['table']>;

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

/** Whether the case is one of the cohort asked for: it was *opened* in [from, to). */
export const inCohort = ({ openedAt }: CaseRow, { from, to }: Question): boolean =>
  openedAt >= (from ?? -Infinity) && openedAt < (to ?? Infinity);

/** The group of the case; null where that was not known at its opening. */
export function groupOf(row: CaseRow, by: Dimension): string | null {
  return by === 'month' ? new Date(row.openedAt).toISOString().slice(0, 'yyyy-mm'.length) : row[by];
}
