import type { EventMetadata, Millis, RecordedEvent } from '../event';
import type { Position } from '../position';
import type { PositionCodec } from '../position-codec';
import type { Upcasters } from '../upcasters';
import { ReadEnvelope } from './envelope';
import type { ReadResp } from './protocol';
import { uuidText } from './uuid';

export type Record = ReadResp.ReadEvent.RecordedEvent;

export type Detail = 'full' | 'fold';

export interface Decoding {
  readonly positions: PositionCodec;
  readonly upcasters: Upcasters;
}

/** 100 nanoseconds each. */
const TICKS_PER_MS = 10_000;

/** An event as the server sent it: texts are decoded when they are asked for. */
export class DeliveredEvent implements RecordedEvent {
  readonly stream: string;
  readonly type: string;
  readonly revision: number;
  /** Where it begins in the transaction log, in bytes. */
  readonly place: number;
  /** When the server wrote it. */
  private readonly created: Millis;
  private decodedEnvelope: ReadEnvelope | undefined;
  private decodedData: object | undefined;

  constructor(
    private readonly record: Record,
    private readonly detail: Detail,
    private readonly decoding: Decoding,
  ) {
    const facts = record.getMetadataMap();
    this.stream = text(record.getStreamIdentifier()?.getStreamName_asU8());
    this.type = facts.get('type') ?? '';
    this.revision = Number(record.getStreamRevision());
    this.place = Number(record.getCommitPosition());
    this.created = Math.floor(Number(facts.get('created') ?? 0) / TICKS_PER_MS);
  }

  get id(): string {
    return uuidText(this.record.getId());
  }

  get position(): Position {
    return this.decoding.positions.encode(this.place);
  }

  get schemaVersion(): number {
    return this.decoding.upcasters.versionAfter(this.type, this.envelope.schemaVersion);
  }

  get occurredAt(): Millis {
    return this.envelope.occurredAt;
  }

  /** As the log says that it was moved from, if it was. */
  get recordedAt(): Millis {
    return this.envelope.recordedAt ?? this.created;
  }

  get policyVersion(): number {
    return this.envelope.policyVersion;
  }

  get metadata(): EventMetadata {
    if (this.detail === 'full') return this.envelope.metadata;
    throw new Error('The metadata was left unread: read with detail "full" to have it.');
  }

  get data(): object {
    return (this.decodedData ??= this.decodeData());
  }

  get dataText(): string | undefined {
    return this.envelope.schemaVersion === this.schemaVersion ? text(this.record.getData_asU8()) : undefined;
  }

  toJSON(): RecordedEvent {
    const { id, stream, revision, position, type, schemaVersion, policyVersion } = this;
    const { occurredAt, recordedAt, data } = this;
    const place = { id, stream, revision, position };
    const facts = { type, schemaVersion, policyVersion, occurredAt, recordedAt, data };
    return { ...place, ...facts, metadata: this.detail === 'full' ? this.metadata : {} };
  }

  private get envelope(): ReadEnvelope {
    return (this.decodedEnvelope ??= new ReadEnvelope(
      text(this.record.getCustomMetadata_asU8()),
      this.created,
    ));
  }

  private decodeData(): object {
    const data = JSON.parse(text(this.record.getData_asU8())) as object;
    return this.decoding.upcasters.apply(this.type, this.envelope.schemaVersion, data);
  }
}

const text = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
