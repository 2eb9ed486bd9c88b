import { closeSync, openSync, writeSync } from 'node:fs';

const PAGE_BYTES = 4_096;

/** Damages a file of SQLite's, as a failing disk would: from one page up to another, exclusive. */
export function overwritePages(file: string, from: number, to: number): void {
  const handle = openSync(file, 'r+');
  for (let page = from; page < to; page += 1)
    writeSync(handle, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, page * PAGE_BYTES);
  closeSync(handle);
}
