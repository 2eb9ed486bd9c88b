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
  /** Where each event's line ends, its line feed excluded. */
  readonly ends: Int32Array;
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

/** Where the lines of packed data end; undefined where they are not as many as the events. */
export function lineEnds(data: string, events: number): Int32Array | undefined {
  const ends = new Int32Array(events);
  if (events === 0) return ends;
  let from = 0;
  for (let event = 0; event < events - 1; event += 1) {
    const end = data.indexOf('\n', from);
    if (end === -1) return undefined;
    ends[event] = end;
    from = end + 1;
  }
  ends[events - 1] = data.length;
  return data.includes('\n', from) ? undefined : ends;
}
