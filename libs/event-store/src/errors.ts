import type { ExpectedRevision } from './event-store';

/** Base of all errors that the port promises; `code` is stable. */
export abstract class EventStoreError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

export class WrongExpectedRevision extends EventStoreError {
  readonly code = 'wrong-expected-revision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** The stream's last revision; undefined where it does not exist. */
    readonly actual: number | undefined,
  ) {
    super(
      `Stream ${stream} is at ${actual ?? 'no revision'}, not at ${expected}. Read what came in between and decide again.`,
    );
  }
}

export class AppendTooLarge extends EventStoreError {
  readonly code = 'append-too-large';
}

/** The name of a stream is empty, too long or holds control characters. */
export class InvalidStream extends EventStoreError {
  readonly code = 'invalid-stream';
}

export class InvalidEvent extends EventStoreError {
  readonly code = 'invalid-event';
}

/** The append may or may not have been stored; repeating it with the same ids at the same place is safe. */
export class UnknownOutcome extends EventStoreError {
  readonly code = 'unknown-outcome';
}

/** Writes are refused for now (disk full, say); nothing of this append was stored. */
export class StoreReadOnly extends EventStoreError {
  readonly code = 'store-read-only';
}

/** The server of the store does not answer; nothing was read, and nothing of this append was stored. */
export class StoreUnavailable extends EventStoreError {
  readonly code = 'store-unavailable';
}

export class StoreClosed extends EventStoreError {
  readonly code = 'store-closed';
}

/** Another process writes to this store. */
export class StoreLocked extends EventStoreError {
  readonly code = 'store-locked';
}

/** There is no store where one was to be read. */
export class StoreMissing extends EventStoreError {
  readonly code = 'store-missing';
}

/** The store was written by a newer build. */
export class NewerFormat extends EventStoreError {
  readonly code = 'newer-format';
}

export class CorruptStore extends EventStoreError {
  readonly code = 'corrupt-store';
}

export class ForeignPosition extends EventStoreError {
  readonly code = 'foreign-position';
}

export class MalformedPosition extends EventStoreError {
  readonly code = 'malformed-position';
}

/** The new log holds something else than what is moved there. */
export class MigrationRefused extends EventStoreError {
  readonly code = 'migration-refused';
}
