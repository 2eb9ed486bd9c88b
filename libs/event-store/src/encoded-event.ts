import type { EventToAppend } from './event';
import { AppendTooLarge, InvalidEvent, InvalidStream } from './errors';
import { MAX_APPEND_BYTES, MAX_STREAM_NAME_LENGTH, MAX_TYPE_NAME_LENGTH } from './limits';

/** An event as it is stored; taken at the call, so that what the caller changes later does not matter. */
export interface EncodedEvent {
  /** Lower case. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly policyVersion: number;
  readonly occurredAt: number;
  readonly data: string;
  readonly metadata: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Control characters, and halves of surrogate pairs, which UTF-8 cannot hold. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

const isName = (name: string, maxLength: number): boolean =>
  name.length > 0 && name.length <= maxLength && !UNPRINTABLE.test(name);

/** @throws InvalidStream */
export function checkStream(stream: string): void {
  if (isName(stream, MAX_STREAM_NAME_LENGTH)) return;
  throw new InvalidStream(
    `A stream's name has 1 to ${MAX_STREAM_NAME_LENGTH} characters, none of them a control character; "${stream.slice(0, 64)}" (${stream.length}) does not.`,
  );
}

/** Names that begin so are EventStoreDB's own: a log there takes such events, and shows them to no reader. */
const RESERVED = '$';

/** Of a stream that is to be appended to. @throws InvalidStream */
export function checkOwnStream(stream: string): void {
  checkStream(stream);
  if (!stream.startsWith(RESERVED)) return;
  throw new InvalidStream(
    `Streams whose names begin with $ are EventStoreDB's own; "${stream.slice(0, 64)}" does.`,
  );
}

/** @throws InvalidEvent, AppendTooLarge */
export function encodeAppend(events: readonly EventToAppend[]): readonly EncodedEvent[] {
  if (events.length === 0) throw new InvalidEvent('An append has at least one event.');
  const encoded = events.map(encode);
  if (encoded.length > 1) checkIds(encoded);
  checkSize(encoded);
  return encoded;
}

function checkIds(events: readonly EncodedEvent[]): void {
  if (new Set(events.map(({ id }) => id)).size === events.length) return;
  throw new InvalidEvent('Two events of the append have the same id.');
}

function encode(event: EventToAppend): EncodedEvent {
  const { type, schemaVersion, policyVersion, occurredAt } = event;
  const id = event.id.toLowerCase();
  if (!UUID.test(id))
    throw new InvalidEvent(`The id of an event is a UUID; "${event.id.slice(0, 64)}" is none.`);
  if (!isName(type, MAX_TYPE_NAME_LENGTH) || type.startsWith(RESERVED)) {
    throw new InvalidEvent(
      `The type of event ${id} has to be 1 to ${MAX_TYPE_NAME_LENGTH} printable characters, the first of them not $.`,
    );
  }
  checkInteger(event, 'schemaVersion', 1);
  checkInteger(event, 'policyVersion', 0);
  checkInteger(event, 'occurredAt', Number.MIN_SAFE_INTEGER);
  const data = event.dataText ?? json(event, 'data');
  return { id, type, schemaVersion, policyVersion, occurredAt, data, metadata: json(event, 'metadata') };
}

function checkInteger(
  event: EventToAppend,
  field: 'schemaVersion' | 'policyVersion' | 'occurredAt',
  least: number,
): void {
  if (Number.isSafeInteger(event[field]) && event[field] >= least) return;
  throw new InvalidEvent(
    `${field} of ${event.type} ${event.id} has to be an integer of ${least} or more, not ${event[field]}.`,
  );
}

function json(event: EventToAppend, field: 'data' | 'metadata'): string {
  const text = stringify(event[field]);
  if (text?.startsWith('{')) return text;
  throw new InvalidEvent(`${field} of ${event.type} ${event.id} has to be a JSON object.`);
}

/** Undefined where the value has no JSON: a function, a cycle, a bigint. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A character takes three bytes at most: most appends need not be measured to the byte. */
function checkSize(events: readonly EncodedEvent[]): void {
  const characters = sum(events, ({ data, metadata, type }) => data.length + metadata.length + type.length);
  if (3 * characters <= MAX_APPEND_BYTES) return;
  const bytes = sum(
    events,
    ({ data, metadata, type }) => Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length,
  );
  if (bytes <= MAX_APPEND_BYTES) return;
  throw new AppendTooLarge(
    `The append has ${bytes} bytes, the limit is ${MAX_APPEND_BYTES}. Split it into several.`,
  );
}

function sum(events: readonly EncodedEvent[], sizeOf: (event: EncodedEvent) => number): number {
  let total = 0;
  for (const event of events) total += sizeOf(event);
  return total;
}
