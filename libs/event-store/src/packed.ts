import type { Position } from './position';

/** What is to be read of very many events. */
export interface PackedOptions {
  /** Only the data of these types is read; that of others is left empty. Default: of all. */
  readonly dataOf?: Iterable<string>;
  /** Only events of streams that it holds for are read. Asked once for each stream that there is when reading begins. */
  readonly streams?: (stream: string) => boolean;
  /** Reads what events name as their cause as well, of all their metadata. Default: does not. */
  readonly causes?: boolean;
}

/** A stretch of the log by column, an entry for each event: no object for any of them. */
export interface PackedPage {
  /** Numbers that `PackedReader.stream` names. */
  readonly streams: readonly number[];
  /** Numbers that `PackedReader.type` names. */
  readonly types: readonly number[];
  readonly revisions: readonly number[];
  readonly policyVersions: readonly number[];
  readonly occurredAt: readonly number[];
  readonly recordedAt: readonly number[];
  /** 32 hex digits for each event. */
  readonly ids: string;
  /** The data as JSON texts, one a line (no line feed behind the last), in the schema version that the event's is read as. */
  readonly data: string;
  /** `causationId`; empty where the causes were not asked for. */
  readonly causes: readonly (string | null)[];
  /** Everything up to here has been looked at. */
  readonly upTo: Position;
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
