import { journeyIdMessage, journeyIdPattern } from '@rapport/projection/http';
import { Matches, ValidateIf } from 'class-validator';

/** Absent has one spelling: no null. */
const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

/** No control characters, line separators or half surrogates: it is stored, answered and looked up. */
const identifier = /^[^\p{C}\p{Zl}\p{Zp}]{1,128}$/u;
/** The calendar is checked by `parseInstant`. */
const instant = /^(?:19|2[01])\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/u;

const printable = '$property must be 1 to 128 printable characters';

/** What every command carries beside its payload. */
export class Envelope {
  @Matches(journeyIdPattern, { message: journeyIdMessage('$property') })
  journeyId!: string;

  /** Chosen by the client, to send the command again without doing it twice. Default: generated. */
  @Optional()
  @Matches(identifier, { message: printable })
  commandId?: string;

  /** Business time. Default: now. */
  @Optional()
  @Matches(instant, { message: instantMessage('$property') })
  occurredAt?: string;

  @Optional()
  @Matches(identifier, { message: printable })
  correlationId?: string;

  @Optional()
  @Matches(identifier, { message: printable })
  causationId?: string;
}

export function instantMessage(property: string): string {
  return `${property} must be an ISO 8601 instant with a zone, between 1900 and 2199, like 2018-02-28T17:05:00Z`;
}

/** Milliseconds of an instant of the envelope's form; undefined where the calendar knows no such moment. */
export function parseInstant(text: string): number | undefined {
  const at = Date.parse(text);
  const day = Number(text.slice(8, 10));
  // JavaScript reads February 30th as March 1st.
  const exists = day <= 28 || new Date(Date.parse(text.slice(0, 10))).getUTCDate() === day;
  return Number.isFinite(at) && exists ? at : undefined;
}
