import type { EventToAppend } from '../event';
import type { ExpectedRevision } from '../event-store';
import { ReadEnvelope } from '../eventstoredb/envelope';
import type { AppendReq, BatchAppendReq, shared } from '../eventstoredb/protocol';
import { uuidText } from '../eventstoredb/uuid';
import { InvalidEvent } from '../errors';
import { jsonObject } from '../json-object';
import { Failure, invalidArgument } from './failure';
import { status } from '@grpc/grpc-js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

/** Of what a client chooses freely. */
export const bytesOf = (message: Proposed): number =>
  message.getData_asU8().byteLength + message.getCustomMetadata_asU8().byteLength;

const REQUIRED = ['type', 'content-type'] as const;

/** The stream that is named. A name that is no UTF-8 would be taken for another. @throws Failure */
export function streamIn(
  named: { getStreamIdentifier(): shared.StreamIdentifier | undefined } | undefined,
): string {
  try {
    return utf8.decode(named?.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array());
  } catch {
    throw invalidArgument('The name of a stream is UTF-8.');
  }
}

/** What an append that names no revision expects of its stream. @throws Failure where it says nothing */
export function expectationOf(
  options: Pick<AppendReq.Options, 'hasNoStream' | 'hasStreamExists' | 'hasAny'>,
): Exclude<ExpectedRevision, number> {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'exists';
  if (options.hasAny()) return 'any';
  throw invalidArgument('An append says what it expects of its stream: a revision, none, any or no stream.');
}

/** The events of an append as a client proposes them. @throws Failure, InvalidEvent */
export function eventsFor(stream: string, messages: readonly Proposed[]): EventToAppend[] {
  if (stream.startsWith('$')) throw noSystemStreams();
  const now = Date.now();
  return messages.map((message) => eventOf(message, now));
}

function eventOf(message: Proposed, now: number): EventToAppend {
  const facts = message.getMetadataMap();
  for (const name of REQUIRED) if (!facts.has(name)) throw missing(name);
  if (facts.get('content-type') !== 'application/json')
    throw new InvalidEvent('Events of this log are JSON: their content type is application/json.');
  const id = uuidText(message.getId());
  const { schemaVersion, occurredAt, policyVersion, recordedAt, metadata } = envelopeOf(message, id, now);
  // What a server knows nothing of it keeps.
  const kept = recordedAt === undefined ? metadata : { ...metadata, recordedAt };
  return {
    ...{ id, type: facts.get('type') ?? '', ...dataOf(message, id) },
    ...{ schemaVersion, occurredAt, policyVersion },
    metadata: kept,
  };
}

/** As it was sent: whoever parses a number and writes it again may change it. A line feed stands only between values. */
function dataOf(message: Proposed, id: string): Pick<EventToAppend, 'data' | 'dataText'> {
  const { text, value } = jsonOf(message.getData_asU8(), `The data of event ${id}`);
  return { data: value, dataText: text.trim().replaceAll('\n', ' ') };
}

/** @throws InvalidEvent rather than keep nothing of it */
function envelopeOf(message: Proposed, id: string, now: number): ReadEnvelope {
  const bytes = message.getCustomMetadata_asU8();
  if (bytes.byteLength === 0) return new ReadEnvelope('', now);
  const { text, value } = jsonOf(bytes, `The metadata of event ${id}`);
  const fields = value as Readonly<Record<string, unknown>>;
  const wrong = NUMBERS.find((name) => fields[name] !== undefined && !Number.isSafeInteger(fields[name]));
  if (wrong === undefined) return new ReadEnvelope(text, now);
  throw new InvalidEvent(`\`${wrong}\` in the metadata of event ${id} has to be an integer.`);
}

/** Of the metadata that every event of this log has. */
const NUMBERS = ['schemaVersion', 'occurredAt', 'policyVersion', 'recordedAt'] as const;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws InvalidEvent */
function jsonOf(bytes: Uint8Array, what: string): { readonly text: string; readonly value: object } {
  try {
    const text = utf8.decode(bytes);
    const value = jsonObject(JSON.parse(text));
    JSON.stringify(value); // what is nested too deep can be read and never be told
    return { text, value };
  } catch {
    throw new InvalidEvent(`${what} is no JSON object, or is nested too deep.`);
  }
}

/** Stream metadata among them, by which EventStoreDB would forget events. */
const noSystemStreams = (): Failure =>
  new Failure(status.UNIMPLEMENTED, 'Streams whose names begin with $ are not kept here.');

const missing = (name: string): Failure =>
  new Failure(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': REQUIRED.join(','),
  });
