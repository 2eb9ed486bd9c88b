import type { Millis } from '@rapport/policy';
import type { Due } from '../state/journey-facts';

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;

/**
 * Seconds between due and kept, whole, rounded up (one millisecond late is late), negative when early; undefined without a
 * due time. A promise of a date is kept until that day is over (UTC): it counts whole calendar days.
 */
export function lateSecondsOf({ dueAt, dueOn }: Due, keptAt: Millis): number | undefined {
  if (dueAt !== undefined) return Math.ceil((keptAt - Date.parse(dueAt)) / 1000) || 0;
  if (dueOn === undefined) return undefined;
  return (Math.floor(keptAt / DAY_MS) - Math.floor(Date.parse(dueOn) / DAY_MS)) * DAY_SECONDS;
}
