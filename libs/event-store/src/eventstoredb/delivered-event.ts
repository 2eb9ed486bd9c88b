import type { EventMetadata, Millis, RecordedEvent } from '../event';
import type { Position } from '../position';
import type { PositionCodec } from '../position-codec';
import type { Upcasters } from '../upcasters';
import { ReadEnvelope } from './envelope';
import type { WireRecord } from './wire-record';

export type Detail = 'full' | 'fold';

export interface Decoding {
  readonly positions: PositionCodec;
  readonly upcasters: Upcasters;
}

/** An event as the server sent it: texts are decoded when they are asked for. */
export class DeliveredEvent implements RecordedEvent {
  private decodedEnvelope: ReadEnvelope | undefined;
  private decodedData: object | undefined;

  constructor(
    private readonly record: WireRecord,
    private readonly detail: Detail,
    private readonly decoding: Decoding,
  ) {}

  get stream(): string {
    return this.record.stream;
  }

  get type(): string {
    return this.record.type;
  }

  get revision(): number {
    return this.record.revision;
  }

  /** Where it begins in the transaction log, in bytes. */
  get place(): number {
    return this.record.place;
  }

  get id(): string {
    return this.record.id;
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
    return this.envelope.recordedAt ?? this.record.created;
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
    return this.envelope.schemaVersion === this.schemaVersion ? this.record.data.toString('utf8') : undefined;
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
      this.record.customMetadata.toString('utf8'),
      this.record.created,
    ));
  }

  private decodeData(): object {
    const data = JSON.parse(this.record.data.toString('utf8')) as object;
    return this.decoding.upcasters.apply(this.type, this.envelope.schemaVersion, data);
  }
}
