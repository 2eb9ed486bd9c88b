/**
 * Dates and instants as patterns that know the calendar, so that a schema refuses February 30th without a format that every
 * reader would have to implement.
 */
const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const monthDay =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))';
const date = `(?:\\d{4}-${monthDay}|${leapYear}-02-29)`;
const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?';

/** A calendar date, `2018-02-28`. */
export const DAY_PATTERN = new RegExp(`^${date}$`, 'u');
/** An instant in UTC, `2018-02-28T17:05:00Z`, with up to three digits of a second. */
export const INSTANT_PATTERN = new RegExp(`^${date}T${timeOfDay}Z$`, 'u');
