import type { Position } from './position';

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Millis = number;

/** What is known about an event beside its data. Never holds personal data. */
export interface EventMetadata {
  /** The command that led to this event; recognised when it is sent again. */
  readonly commandId?: string;
  /** Hash of the command's body, to tell a retry from another command under the same id. */
  readonly bodyHash?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Who or what sent the command, as the edge identified it. */
  readonly actor?: string;
}

/** An event as a writer hands it over. */
export interface EventToAppend {
  /** A UUID. Appending the same ids again at the same place answers as the first time did. */
  readonly id: string;
  readonly type: string;
  /** Version of the type's data schema, from 1. */
  readonly schemaVersion: number;
  /** Business time. */
  readonly occurredAt: Millis;
  /** The policy version in force when it was recorded; 0 where no policy had a say. */
  readonly policyVersion: number;
  /** A JSON object. */
  readonly data: object;
  /** `data` as JSON without a line feed, where it is at hand: spares making it, or decoding it, once more. */
  readonly dataText?: string | undefined;
  readonly metadata: EventMetadata;
}

/**
 * An event as the log holds it. `data` and `metadata` may be decoded on first use; both are facts, never to be changed.
 * Its fields may be getters of a class: read them, do not spread the event.
 */
export interface RecordedEvent extends EventToAppend {
  readonly stream: string;
  /** Place in its stream, from 0 without gaps. */
  readonly revision: number;
  readonly position: Position;
  /** Time of the append by the store's clock; never decreases along the log. */
  readonly recordedAt: Millis;
}
