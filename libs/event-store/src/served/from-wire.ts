import type { EventToAppend } from '../event';
import { ReadEnvelope } from '../eventstoredb/envelope';
import type { AppendReq, BatchAppendReq } from '../eventstoredb/protocol';
import { uuidText } from '../eventstoredb/uuid';
import { InvalidEvent } from '../errors';
import { Failure } from './failure';
import { status } from '@grpc/grpc-js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

/** Of what a client chooses freely. */
export const bytesOf = (message: Proposed): number =>
  message.getData_asU8().byteLength + message.getCustomMetadata_asU8().byteLength;

const REQUIRED = ['type', 'content-type'] as const;

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
  const { schemaVersion, occurredAt, policyVersion, recordedAt, metadata } = new ReadEnvelope(
    Buffer.from(message.getCustomMetadata_asU8()).toString('utf8'),
    now,
  );
  // What a server knows nothing of it keeps.
  const kept = recordedAt === undefined ? metadata : { ...metadata, recordedAt };
  return {
    id: uuidText(message.getId()),
    type: facts.get('type') ?? '',
    data: dataOf(message),
    ...{ schemaVersion, occurredAt, policyVersion },
    metadata: kept,
  };
}

function dataOf(message: Proposed): object {
  try {
    return JSON.parse(Buffer.from(message.getData_asU8()).toString('utf8')) as object;
  } catch {
    throw new InvalidEvent(`The data of event ${uuidText(message.getId())} is no JSON.`);
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
