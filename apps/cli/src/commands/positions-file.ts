import type { Position, RecordedEvent } from '@rapport/event-store';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

type Moved = Pick<RecordedEvent, 'id' | 'position'>;

const formats = {
  csv: {
    head: 'from,to,id\n',
    line: (from: Position, { position, id }: Moved) => `${from},${position},${id}\n`,
  },
  ndjson: {
    head: '',
    line: (from: Position, { position, id }: Moved) => `${JSON.stringify({ from, to: position, id })}\n`,
  },
};

/** Where the positions of one log are in another, an event a line. It has its name once it is whole. */
export class PositionsFile {
  private readonly unfinished: string;
  private readonly stream: WriteStream;
  private readonly line: (from: Position, moved: Moved) => string;

  private constructor(private readonly path: string) {
    const { head, line } = formats[path.toLowerCase().endsWith('.csv') ? 'csv' : 'ndjson'];
    this.unfinished = `${path}.unfinished`;
    this.stream = createWriteStream(this.unfinished);
    this.stream.on('error', () => undefined); // told by the next line, or at the end
    this.stream.write(head);
    this.line = line;
  }

  static create(path: string): PositionsFile {
    return new PositionsFile(path);
  }

  /** Something to wait for where the disk is behind. */
  add(from: Position, moved: Moved): Promise<void> | undefined {
    if (this.stream.errored !== null) throw this.stream.errored;
    if (this.stream.write(this.line(from, moved))) return undefined;
    return once(this.stream, 'drain').then(() => undefined);
  }

  async keep(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
    await rename(this.unfinished, this.path);
  }

  /** What was not kept. */
  async discard(): Promise<void> {
    this.stream.destroy();
    await rm(this.unfinished, { force: true });
  }
}
