import type { Millis } from '@rapport/policy';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Day 0 of every story told in specs. */
export const DAY_ZERO: Millis = Date.UTC(2024, 0, 1);

/** The start of a day, counted from day 0; fractions are times of day. */
export const day = (days: number): Millis => DAY_ZERO + Math.round(days * DAY_MS);

/** The same as events' data and the HTTP edge write it. */
export const instant = (days: number): string => new Date(day(days)).toISOString();

/** Something that occurs on a day of the story: `on(3, promiseMade('p1'))`. */
export const on = <Thing extends object>(
  days: number,
  thing: Thing,
): Thing & { readonly occurredAt: Millis } => ({
  ...thing,
  occurredAt: day(days),
});
