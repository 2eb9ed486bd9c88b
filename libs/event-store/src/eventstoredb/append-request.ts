import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import type { EncodedEvent } from '../encoded-event';
import type { ExpectedRevision } from '../event-store';
import { BatchAppendReq } from './protocol';
import { streamIdentifier } from './read-request';
import { uuidOf } from './uuid';

const { Options, ProposedMessage } = BatchAppendReq;

/** An append as it is to be sent. */
export interface Append {
  readonly stream: string;
  /** `metadata` is the envelope. */
  readonly events: readonly EncodedEvent[];
  readonly expected: ExpectedRevision;
}

/** One message for the whole append: it is one megabyte at most. */
export function appendRequest(correlationId: string, append: Append, deadline: Date): BatchAppendReq {
  return new BatchAppendReq()
    .setCorrelationId(uuidOf(correlationId))
    .setOptions(optionsOf(append, deadline))
    .setProposedMessagesList(append.events.map(proposed))
    .setIsFinal(true);
}

function optionsOf({ stream, expected }: Append, deadline: Date): BatchAppendReq.Options {
  const options = new Options()
    .setStreamIdentifier(streamIdentifier(stream))
    .setDeadline(Timestamp.fromDate(deadline));
  switch (expected) {
    case 'any':
      return options.setAny(new Empty());
    case 'exists':
      return options.setStreamExists(new Empty());
    case 'no-stream':
      return options.setNoStream(new Empty());
    default:
      return options.setStreamPosition(String(expected));
  }
}

function proposed({ id, type, data, metadata }: EncodedEvent): BatchAppendReq.ProposedMessage {
  const message = new ProposedMessage()
    .setId(uuidOf(id))
    .setData(Buffer.from(data, 'utf8'))
    .setCustomMetadata(Buffer.from(metadata, 'utf8'));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
}
