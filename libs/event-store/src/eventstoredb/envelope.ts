import type { EventMetadata, EventToAppend } from '../event';

/** What an event carries beside its data, in EventStoreDB's custom metadata: what subscribers in any language read. */
interface Envelope {
  readonly schemaVersion: number;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly policyVersion: number;
  /** Milliseconds since 1970: of an event that was recorded in another log before. Else the server's own time counts. */
  readonly recordedAt?: number;
  readonly commandId?: string;
  readonly bodyHash?: string;
  readonly actor?: string;
  /** EventStoreDB's own names, which its `$by_correlation_id` projection goes by. */
  readonly $correlationId?: string;
  readonly $causationId?: string;
}

export type EnvelopeFields = Pick<
  EventToAppend,
  'schemaVersion' | 'occurredAt' | 'policyVersion' | 'metadata'
>;

/** @param recordedAt of an event that was recorded in another log before */
export function encodeEnvelope(
  { schemaVersion, occurredAt, policyVersion, metadata }: EnvelopeFields,
  recordedAt?: number,
): string {
  const { correlationId, causationId, $correlationId, $causationId, ...rest } = metadata as WireMetadata;
  return JSON.stringify({
    schemaVersion,
    occurredAt,
    policyVersion,
    recordedAt,
    ...rest,
    $correlationId: correlationId,
    $causationId: causationId,
    correlationId: $correlationId,
    causationId: $causationId,
  });
}

/** With what others put there under our names, which changed places with EventStoreDB's own. */
type WireMetadata = EventMetadata & Pick<Envelope, '$correlationId' | '$causationId'>;

/** An envelope as it was read. What others wrote has none of ours: it counts as of schema version 1, occurred when recorded. */
export class ReadEnvelope implements EnvelopeFields {
  readonly schemaVersion: number;
  readonly occurredAt: number;
  readonly policyVersion: number;
  /** Where it was recorded in another log before. */
  readonly recordedAt: number | undefined;
  private readonly envelope: Partial<Envelope>;

  /** @param created the server's own time, milliseconds */
  constructor(text: string, created: number) {
    this.envelope = parsed(text);
    this.recordedAt = Number.isSafeInteger(this.envelope.recordedAt) ? this.envelope.recordedAt : undefined;
    this.schemaVersion = integer(this.envelope.schemaVersion, 1);
    this.occurredAt = integer(this.envelope.occurredAt, this.recordedAt ?? created);
    this.policyVersion = integer(this.envelope.policyVersion, 0);
  }

  /** Put together only when it is asked for: folds never do. What others put there is kept. */
  get metadata(): EventMetadata {
    const entries = Object.entries(this.envelope).filter(([name]) => !EVENTS_OWN.has(name));
    return Object.fromEntries(entries.map(([name, value]) => [OUR_NAMES.get(name) ?? name, value]));
  }
}

const EVENTS_OWN = new Set(['schemaVersion', 'occurredAt', 'policyVersion', 'recordedAt']);

/** Each pair changes places, so that what others call as we do comes back as they wrote it. */
const OUR_NAMES = new Map([
  ['$correlationId', 'correlationId'],
  ['$causationId', 'causationId'],
  ['correlationId', '$correlationId'],
  ['causationId', '$causationId'],
]);

function parsed(text: string): Partial<Envelope> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

const integer = (value: number | undefined, fallback: number): number =>
  Number.isSafeInteger(value) ? Number(value) : fallback;
