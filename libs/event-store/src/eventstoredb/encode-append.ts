import { encodeAppend, type EncodedEvent } from '../encoded-event';
import { AppendTooLarge } from '../errors';
import type { EventToAppend, Millis } from '../event';
import { MAX_APPEND_BYTES } from '../limits';
import { encodeEnvelope } from './envelope';

/**
 * The events as the server is to store them, checked: an id that is no UUID or an empty type never reach it.
 * @param recordedAt of each event, where they were recorded in another log before
 * @throws InvalidEvent, AppendTooLarge
 */
export function encodeForServer(
  events: readonly EventToAppend[],
  recordedAt: readonly Millis[] = [],
): readonly EncodedEvent[] {
  const encoded = encodeAppend(events).map((event, index) =>
    withEnvelope(event, events[index], recordedAt[index]),
  );
  let bytes = 0;
  for (const { type, data, metadata } of encoded)
    bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
  if (bytes <= MAX_APPEND_BYTES) return encoded;
  throw new AppendTooLarge(
    `The append has ${bytes} bytes with its metadata, the limit is ${MAX_APPEND_BYTES}. Split it into several.`,
  );
}

const withEnvelope = (
  encoded: EncodedEvent,
  event: EventToAppend | undefined,
  recordedAt: Millis | undefined,
): EncodedEvent => ({
  ...encoded,
  metadata: encodeEnvelope({ ...encoded, metadata: event?.metadata ?? {} }, recordedAt),
});
