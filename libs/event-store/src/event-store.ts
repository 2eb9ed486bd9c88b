import type { Millis, RecordedEvent, EventToAppend } from './event';
import type { PackedOptions, PackedReader } from './packed';
import type { Position } from './position';

/** What a writer believes about the stream: it must not exist, may be anything, must exist, or its last revision is n. */
export type ExpectedRevision = number | 'no-stream' | 'any' | 'exists';

export interface AppendResult {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of the last event of the append. */
  readonly position: Position;
  /** Where the store tells it with its answer; the event itself always says it. */
  readonly recordedAt?: Millis;
}

export type Direction = 'forwards' | 'backwards';

/** Both conditions hold where both are given. */
export interface EventFilter {
  readonly types?: readonly string[];
  readonly streamPrefix?: string;
}

export interface ReadStreamOptions {
  readonly direction?: Direction;
  /** First revision to read, inclusive; default: the start (forwards) or the end (backwards). */
  readonly from?: number;
  /** Events at most, 1 or more; default 1,000. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly direction?: Direction;
  /** Exclusive: reading goes on behind this position, in the direction of reading. Default: the start or the end. */
  readonly after?: Position;
  readonly limit?: number;
  readonly filter?: EventFilter;
  /** `fold` leaves the metadata unread (asking for it throws): what folds need, at half the bytes. Default `full`. */
  readonly detail?: 'full' | 'fold';
}

/** Holds as many events as were asked for, unless the log ends before. */
export interface Page {
  readonly events: readonly RecordedEvent[];
  /** Where to go on (`after`), also when a filter left the page empty; absent in an empty log. */
  readonly next?: Position;
  /** Nothing lay behind this page when it was read. */
  readonly end: boolean;
}

export interface SubscribeOptions {
  /** Exclusive. Default: `start`. */
  readonly after?: Position | 'start' | 'end';
  readonly filter?: EventFilter;
  /** Events at most in one call of the handler; default 1,000. */
  readonly batchSize?: number;
  readonly detail?: 'full' | 'fold';
}

/**
 * Called with the next events in order, never before its last promise settled. `upTo` is covered by what was delivered so
 * far; where a filter left out everything new, only `upTo` has moved and there are no events.
 */
export type EventHandler = (events: readonly RecordedEvent[], upTo: Position) => Promise<void> | void;

export interface Subscription {
  /** Resolves when everything that was in the log at the start of the subscription has been handled; rejects where it ends before. */
  readonly caughtUp: Promise<void>;
  /** Resolves after `close`, rejects with what the handler or the store threw. Need not be looked at. */
  readonly closed: Promise<void>;
  /** Delivers nothing more and resolves when the running handler is done; a handler must therefore not await it. */
  close(): Promise<void>;
}

/** The log as its readers see it. */
export interface EventLog {
  /** The id of this log, for as long as it lives. */
  readonly logId: string;
  /** Empty where the stream does not exist. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /** @throws ForeignPosition, MalformedPosition */
  readAll(options?: ReadAllOptions): Promise<Page>;
  /** Reads all of the log in columns, for those who go through very many events; `packedFromPages` does where nothing does it better. */
  packed(options?: PackedOptions): PackedReader;
  /** The names of all streams. Absent where the log would have to be read for it. */
  streamNames?(): Promise<readonly string[]>;
  /** The event at a position; undefined where this log has none there. @throws ForeignPosition, MalformedPosition */
  eventAt(position: Position): Promise<RecordedEvent | undefined>;
  subscribe(handler: EventHandler, options?: SubscribeOptions): Subscription;
  /** The position of the newest durable event; undefined in an empty log. */
  head(): Promise<Position | undefined>;
  /**
   * How many events lie behind the position, in all without one. For lag and progress: an adapter may estimate.
   * @throws ForeignPosition, MalformedPosition
   */
  count(after?: Position): Promise<number>;
  /** @throws ForeignPosition, MalformedPosition */
  checkPosition(text: string): Position;
  /** Finishes the appends that were accepted and the handlers that are running. */
  close(): Promise<void>;
}

export type Health = { readonly writable: true } | { readonly writable: false; readonly reason: string };

/**
 * The log. Every adapter passes the suite in `@rapport/event-store/compliance`; what is not said there is not promised.
 *
 * Appends of one writer to one stream are applied in the order of their calls, also when not awaited in between, so that a
 * caller may decide on the outcome of an append that is still under way.
 */
export interface EventStore extends EventLog {
  /** Whether nobody else appends while it is open, so that what is known of a stream's end stays true. */
  readonly exclusive: boolean;
  /**
   * Appends all events or none, and resolves when they are durable. Repeated with the same ids at the same revision (or
   * `no-stream`) it answers as the first did; with `any` and `exists` a repetition may be stored again.
   * @throws WrongExpectedRevision, AppendTooLarge, InvalidEvent, InvalidStream, StoreReadOnly, StoreUnavailable, CorruptStore, StoreClosed, UnknownOutcome
   */
  append(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Promise<AppendResult>;
  /** Whether appends are taken now; says why not. */
  health(): Promise<Health>;
}
