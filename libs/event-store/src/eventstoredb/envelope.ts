import type { EventMetadata, EventToAppend } from '../event';

/** What an event carries beside its data, in EventStoreDB's custom metadata: what subscribers in any language read. */
interface Envelope {
  readonly schemaVersion: number;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  readonly policyVersion: number;
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

export function encodeEnvelope({
  schemaVersion,
  occurredAt,
  policyVersion,
  metadata,
}: EnvelopeFields): string {
  const { correlationId, causationId, ...rest } = metadata;
  const envelope = { schemaVersion, occurredAt, policyVersion, ...rest };
  return JSON.stringify({ ...envelope, $correlationId: correlationId, $causationId: causationId });
}

/** What others wrote has no envelope, or none of ours: it counts as of schema version 1, occurred when it was recorded. */
export function decodeEnvelope(text: string, recordedAt: number): EnvelopeFields {
  const envelope = parsed(text);
  const { schemaVersion, occurredAt, policyVersion, $correlationId, $causationId, ...rest } = envelope;
  return {
    schemaVersion: integer(schemaVersion, 1),
    occurredAt: integer(occurredAt, recordedAt),
    policyVersion: integer(policyVersion, 0),
    metadata: {
      ...(rest as EventMetadata),
      ...($correlationId !== undefined && { correlationId: $correlationId }),
      ...($causationId !== undefined && { causationId: $causationId }),
    },
  };
}

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
