import type { Millis } from './event';
import type { Position } from './position';

/** What is to be read of very many events. */
export interface PackedOptions {
  /** Only the data of these types is read; that of others is left empty. Default: of all. */
  readonly dataOf?: Iterable<string>;
  /** Only events of streams that it holds for are read. Asked once for each stream that there is when reading begins. */
  readonly streams?: (stream: string) => boolean;
  /** With `streams`: events of these types are read of all streams. */
  readonly everywhere?: readonly string[];
  /** Reads what events name as their cause as well, of all their metadata. Default: does not. */
  readonly causes?: boolean;
  /**
   * What hardly any event will be asked for. It need not be read with the others then, but when it is asked for, which takes
   * as long as reading some twenty events. Default: nothing.
   */
  readonly seldom?: readonly SeldomAsked[];
}

/** Columns that may be left unread until an event is asked for them. */
export type SeldomAsked = 'id' | 'recordedAt';

/** A stretch of the log by column, an entry for each event: no object for any of them. It may be asked for as long as the log is open. */
export interface PackedPage {
  /** Numbers that `PackedReader.stream` names. */
  readonly streams: readonly number[];
  /** Numbers that `PackedReader.type` names. */
  readonly types: readonly number[];
  readonly revisions: readonly number[];
  readonly policyVersions: readonly number[];
  readonly occurredAt: readonly number[];
  /** The data as JSON texts, one a line (no line feed behind the last), in the schema version that the event's is read as. */
  readonly data: string;
  /** Everything up to here has been looked at. */
  readonly upTo: Position;
  /** By an event's index in the columns. @throws EventStoreError where it is read only now, and cannot be */
  id(index: number): string;
  /** As `id`. */
  recordedAt(index: number): Millis;
  /** `causationId`; undefined where it names none, or the causes were not asked for. */
  cause(index: number): string | undefined;
}

/** Reads very many events in their order: what rebuilds do. Numbers of streams and types keep their meaning for one reader. */
export interface PackedReader {
  /**
   * The next stretch behind a position, no further than up to and including `until`; undefined where nothing lies there.
   * @throws ForeignPosition, CorruptStore
   */
  read(after: Position | undefined, until?: Position): Promise<PackedPage | undefined>;
  stream(number: number): string;
  type(number: number): string;
}
