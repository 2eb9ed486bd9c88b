import { encodeAppend, type EncodedEvent } from '../encoded-event';
import { AppendTooLarge } from '../errors';
import type { EventToAppend } from '../event';
import { MAX_APPEND_BYTES } from '../limits';
import { encodeEnvelope } from './envelope';

/**
 * The events as the server is to store them, checked: an id that is no UUID or an empty type never reach it.
 * @throws InvalidEvent, AppendTooLarge
 */
export function encodeForServer(events: readonly EventToAppend[]): readonly EncodedEvent[] {
  const encoded = encodeAppend(events).map((event, index) => withEnvelope(event, events[index]));
  let bytes = 0;
  for (const { type, data, metadata } of encoded)
    bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
  if (bytes <= MAX_APPEND_BYTES) return encoded;
  throw new AppendTooLarge(
    `The append has ${bytes} bytes with its metadata, the limit is ${MAX_APPEND_BYTES}. Split it into several.`,
  );
}

const withEnvelope = (encoded: EncodedEvent, event: EventToAppend | undefined): EncodedEvent => ({
  ...encoded,
  metadata: encodeEnvelope({ ...encoded, metadata: event?.metadata ?? {} }),
});
