/** One row of a source, as its file has it. */
export interface SourceRow {
  /** Line of the file on which it begins, from 1; for messages only. */
  readonly line: number;
  /** Name in the file -> value; all values are texts. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A row that the reader could not make out. */
export interface UnreadableRow {
  readonly line: number;
  readonly reason: string;
}

export const isReadable = (row: SourceRow | UnreadableRow): row is SourceRow => 'columns' in row;

/** Called with the bytes of the file read so far, as they lie on disk. */
export type OnBytes = (bytes: number) => void;

/** A file that cannot be read as what it is said to be. */
export class UnreadableFile extends Error {
  readonly code = 'unreadable-file';

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = 'UnreadableFile';
  }
}
