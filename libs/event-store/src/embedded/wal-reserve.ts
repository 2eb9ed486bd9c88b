import { closeSync, fstatSync, ftruncateSync, openSync, writevSync } from 'node:fs';

/** Commits between two looks at the file: asking for its size makes the sync after the next write dearer (Linux 6.13 and later). */
const LOOK_EVERY_COMMITS = 16;
const LARGEST_STEP_BYTES = 1_048_576;
/** Written over and over: new memory costs more than the write. */
const ZEROS = new Uint8Array(65_536);

/**
 * Keeps the write-ahead log longer than SQLite has written it, by zeros. To sync after blocks were overwritten that the file
 * had before needs no commit of the file system's own journal, and takes little more than half the time of a sync after the
 * file grew. SQLite takes zeros for what they are: no frame, so the end of what is valid.
 *
 * The file grows until SQLite starts to overwrite it from its beginning (`wal_autocheckpoint`); then nothing is left to do.
 */
export class WalReserve {
  private readonly file: string;
  private handle: number | undefined;
  private commits = 0;
  /** Of the file, in bytes, when it was lengthened last. */
  private length = 0;
  private enabled = true;

  constructor(database: string) {
    this.file = `${database}-wal`;
  }

  /**
   * To be called after each commit of the log's one writer: nobody else writes to the file then. Where SQLite has outgrown it,
   * it is lengthened by as much again, up to 1 MiB; where that fails (no room, say) the log does without.
   */
  keep(): void {
    this.commits += 1;
    if (!this.enabled || this.commits % LOOK_EVERY_COMMITS !== 0) return;
    try {
      this.handle ??= openSync(this.file, 'r+');
      const { size } = fstatSync(this.handle);
      if (size > this.length) this.lengthen(this.handle, size);
    } catch {
      this.enabled = false;
    }
  }

  /** To be called before the connection is closed, which removes the file. */
  close(): void {
    this.enabled = false;
    if (this.handle !== undefined) closeSync(this.handle);
    this.handle = undefined;
  }

  private lengthen(handle: number, size: number): void {
    const step = Math.min(size, LARGEST_STEP_BYTES);
    const blocks = Array.from({ length: Math.floor(step / ZEROS.length) }, () => ZEROS);
    try {
      this.length = size + writevSync(handle, [...blocks, ZEROS.subarray(0, step % ZEROS.length)], size);
    } finally {
      if (this.length < size + step) this.giveBack(handle, size);
    }
  }

  /** Room that is left on a nearly full disk is for events. */
  private giveBack(handle: number, size: number): void {
    ftruncateSync(handle, size);
    this.enabled = false;
  }
}
