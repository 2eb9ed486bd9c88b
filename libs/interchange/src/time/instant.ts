/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Millis = number;

const shape =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Reads a time as data sets write it: ISO 8601, or with a blank instead of the T, or a date alone (its midnight).
 *
 * @param zone IANA name of the zone that holds where the text names none
 * @returns undefined where the text is no time, or a day that no calendar has
 */
export function parseInstant(text: string, zone: string): Millis | undefined {
  const match = shape.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = Date.UTC(+(year ?? 0), +(month ?? 0) - 1, +(day ?? 0), +hour, +minute, +second, millis);
  const written = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour.padStart(2, '0')}`;
  if (new Date(local).toISOString().slice(0, 13) !== written || +minute > 59 || +second > 59)
    return undefined;
  return offset === undefined ? inZone(local, zone) : local - offsetMillis(offset);
}

/** @throws Error where the value is no time; does not quote it, since reasons are listed and what is in a row may be personal */
export function instantOf(value: unknown, zone: string): Millis {
  if (value instanceof Date) return value.getTime();
  const at = typeof value === 'string' ? parseInstant(value, zone) : undefined;
  if (at === undefined)
    throw new Error('the value is no time; write it as 2018-01-31 12:30:00 or in ISO 8601');
  return at;
}

/** The calendar day that a time was written with, `YYYY-MM-DD`, whatever its zone. */
export function writtenDate(text: string): string | undefined {
  return parseInstant(text, 'UTC') === undefined ? undefined : text.trim().slice(0, 10);
}

export function isZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

function offsetMillis(offset: string): Millis {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** In the hour that a change of clocks repeats, the first; in the one that it leaves out, as if the old offset went on. */
function inZone(local: Millis, zone: string): Millis {
  if (zone === 'UTC') return local;
  const before = local - zoneOffset(local - 86_400_000, zone);
  const after = local - zoneOffset(local + 86_400_000, zone);
  const exact = [before, after].find((instant) => instant + zoneOffset(instant, zone) === local);
  return exact ?? before;
}

function zoneOffset(instant: Millis, zone: string): Millis {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(instant / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}
