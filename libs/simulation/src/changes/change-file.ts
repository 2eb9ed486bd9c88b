import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { csvHeader, csvRow } from './csv';
import type { ChangeLine } from './change';

/** Characters that are held before they are written. */
const flushLength = 64 * 1024;

export type ChangeFormat = 'ndjson' | 'csv';

/** The changes of one simulation, on disk: there may be as many as journeys, and memory is bounded. */
export class ChangeFile {
  private waiting = '';

  private constructor(private readonly handle: FileHandle) {}

  /** Makes the file, and its folder, where there is none. */
  static async create(file: string): Promise<ChangeFile> {
    await mkdir(dirname(file), { recursive: true });
    return new ChangeFile(await open(file, 'w'));
  }

  add(change: ChangeLine): Promise<void> | undefined {
    this.waiting += `${JSON.stringify(change)}\n`;
    return this.waiting.length < flushLength ? undefined : this.flush();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.handle.close();
    }
  }

  private async flush(): Promise<void> {
    const text = this.waiting;
    this.waiting = '';
    await this.handle.appendFile(text);
  }
}

/** The changes as they are exported, in chunks. The file is let go of also where nobody reads to the end. */
export async function* exported(file: string, format: ChangeFormat): AsyncGenerator<string> {
  const handle = await open(file);
  try {
    if (format === 'csv') yield csvHeader;
    let chunk = '';
    for await (const line of handle.readLines({ autoClose: false })) {
      chunk += format === 'csv' ? csvRow(JSON.parse(line) as ChangeLine) : `${line}\n`;
      if (chunk.length < flushLength) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  } finally {
    await handle.close();
  }
}

export const removeChanges = (file: string): Promise<void> => rm(file, { force: true });
