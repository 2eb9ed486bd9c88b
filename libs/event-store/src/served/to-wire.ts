import { dataTextOf } from '../data-text';
import type { RecordedEvent } from '../event';
import { encodeEnvelope } from '../eventstoredb/envelope';
import { ReadReq, ReadResp } from '../eventstoredb/protocol';
import { streamIdentifier } from '../eventstoredb/read-request';
import { structuredUuidOf, uuidOf } from '../eventstoredb/uuid';
import type { Places } from './places';

const { ReadEvent } = ReadResp;

/** 100 nanoseconds each. */
const TICKS_PER_MS = 10_000n;

/** Makes messages of events, with their ids in the form that the caller asked for. */
export class Wire {
  private readonly idOf: typeof uuidOf;

  constructor(
    private readonly places: Places,
    options: ReadReq.Options,
  ) {
    this.idOf = options.getUuidOption()?.hasString() ? uuidOf : structuredUuidOf;
  }

  event(event: RecordedEvent): ReadResp {
    const place = this.places.numberOf(event.position);
    const record = new ReadEvent.RecordedEvent()
      .setId(this.idOf(event.id))
      .setStreamIdentifier(streamIdentifier(event.stream))
      .setStreamRevision(String(event.revision))
      .setCommitPosition(place)
      .setPreparePosition(place)
      .setData(Buffer.from(dataTextOf(event), 'utf8'))
      .setCustomMetadata(Buffer.from(encodeEnvelope(event), 'utf8'));
    record
      .getMetadataMap()
      .set('type', event.type)
      .set('created', String(BigInt(event.recordedAt) * TICKS_PER_MS))
      .set('content-type', 'application/json');
    return new ReadResp().setEvent(new ReadEvent().setEvent(record).setCommitPosition(place));
  }

  checkpoint(event: RecordedEvent): ReadResp {
    const place = this.places.numberOf(event.position);
    return new ReadResp().setCheckpoint(
      new ReadResp.Checkpoint().setCommitPosition(place).setPreparePosition(place),
    );
  }
}

export const confirmation = (id: string): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUp = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const streamNotFound = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)),
  );
