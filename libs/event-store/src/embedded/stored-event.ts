import type { EventMetadata, Millis, RecordedEvent } from '../event';
import type { Position } from '../position';
import type { Upcasters } from '../upcasters';
import type { Names } from './names';
import type { PositionCodec } from '../position-codec';

/** The id is read as 32 hex digits: cheaper than the allocation of a blob. */
export type EventRow = readonly [
  position: number,
  stream: number,
  revision: number,
  type: number,
  schemaVersion: number,
  policyVersion: number,
  occurredAt: Millis,
  recordedAt: Millis,
  id: string,
  data: string,
  metadata: string | null,
];

export type Detail = 'full' | 'fold';

/** What is selected for an `EventRow`, from `events e`. */
export const eventColumns = (detail: Detail): string =>
  'e.position, e.stream, e.revision, e.type, e.schema_version, e.policy_version, e.occurred_at, e.recorded_at, ' +
  `hex(e.id) AS id, e.data, ${detail === 'full' ? 'e.metadata' : 'NULL'} AS metadata`;

/** What rows need to become events. */
export interface Decoder {
  readonly names: Names;
  readonly positions: PositionCodec;
  readonly upcasters: Upcasters;
}

/** Hot fields at once, the rest when asked for, each decoded once. */
export class StoredEvent implements RecordedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly policyVersion: number;
  readonly occurredAt: Millis;
  readonly recordedAt: Millis;
  private decodedData: object | undefined;
  private decodedMetadata: EventMetadata | undefined;

  constructor(
    private readonly row: EventRow,
    private readonly decoder: Decoder,
  ) {
    this.stream = decoder.names.stream(row[1]);
    this.revision = row[2];
    this.type = decoder.names.type(row[3]);
    this.schemaVersion = decoder.upcasters.versionAfter(this.type, row[4]);
    this.policyVersion = row[5];
    this.occurredAt = row[6];
    this.recordedAt = row[7];
  }

  get id(): string {
    return uuid(this.row[8]);
  }

  get position(): Position {
    return this.decoder.positions.encode(this.row[0]);
  }

  get data(): object {
    return (this.decodedData ??= this.decodeData());
  }

  get dataText(): string | undefined {
    return this.row[4] === this.schemaVersion ? this.row[9] : undefined; // upcast data has no text
  }

  get metadata(): EventMetadata {
    return (this.decodedMetadata ??= this.decodeMetadata());
  }

  toJSON(): RecordedEvent {
    const { id, stream, revision, position, type, schemaVersion, policyVersion } = this;
    const { occurredAt, recordedAt, data } = this;
    const place = { id, stream, revision, position };
    const facts = { type, schemaVersion, policyVersion, occurredAt, recordedAt, data };
    return { ...place, ...facts, metadata: this.row[10] === null ? {} : this.metadata };
  }

  private decodeData(): object {
    const data = JSON.parse(this.row[9]) as object;
    return this.row[4] === this.schemaVersion
      ? data
      : this.decoder.upcasters.apply(this.type, this.row[4], data);
  }

  private decodeMetadata(): EventMetadata {
    const text = this.row[10];
    if (text === null) throw new Error('The metadata was left unread: read with detail "full" to have it.');
    return JSON.parse(text) as EventMetadata;
  }
}

/** @param hex 32 digits */
export function uuid(hex: string): string {
  const digits = hex.toLowerCase();
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
