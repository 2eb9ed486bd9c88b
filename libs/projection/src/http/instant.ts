import type { Millis } from '@rapport/event-store';
import { invalidQuery } from './invalid-query';
import { Problem } from './problem';

/** ISO 8601 in UTC: `2024-05-01T12:00Z`, with seconds and milliseconds where they are given. */
export const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
/** What a parameter should have been that is anything else. */
export const instantMessage =
  '$property must be one ISO 8601 instant in UTC, to the millisecond at most, such as 2024-05-01T12:00:00.000Z';

/** Of `2024-05-01T12:00`. */
const minuteLength = 16;

/** An instant as answers write it: ISO 8601, UTC, with milliseconds. */
export const isoInstant = (at: Millis): string => new Date(at).toISOString();

/** @throws Problem 400 `validation-failed`; `name` is the parameter's */
export function parseInstant(name: string, text: string): Millis {
  const at = instantPattern.test(text) ? Date.parse(text) : Number.NaN;
  // JavaScript reads February 30th as March 1st.
  if (Number.isFinite(at) && isoInstant(at).startsWith(text.slice(0, minuteLength))) return at;
  const message = `${instantMessage.replace('$property', name)}: "${text}" is none`;
  throw invalidQuery([{ path: name, message }]);
}

/** Clocks of others may be a little ahead of ours. */
const aheadMs = 60_000;

/** A moment of recorded time. @throws Problem 400 `validation-failed`; `not-known-yet` for one that is still to come */
export function parseKnownAt(text: string): Millis {
  const knownAt = parseInstant('knownAt', text);
  if (knownAt <= Date.now() + aheadMs) return knownAt;
  throw new Problem({
    status: 400,
    code: 'not-known-yet',
    title: 'This moment of recorded time is still to come',
    detail: `knownAt is ${isoInstant(knownAt)}: what will be known then is not known yet. Ask without it for all that is known.`,
  });
}
