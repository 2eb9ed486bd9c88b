import { codeOf, type Position, type RecordedEvent } from '@rapport/event-store';
import { once } from 'node:events';
import { statSync, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { CommandFailed } from '../explain';

type Moved = Pick<RecordedEvent, 'id' | 'position'>;

interface Format {
  readonly head: string;
  line(from: Position, moved: Moved): string;
}

const formats = new Map<string, Format>([
  ['.csv', { head: 'from,to,id\n', line: (from, { position, id }) => `${from},${position},${id}\n` }],
  [
    '.ndjson',
    { head: '', line: (from, { position, id }) => `${JSON.stringify({ from, to: position, id })}\n` },
  ],
]);

/** Where the positions of one log are in another, an event a line. It has its name once it is whole. */
export class PositionsFile {
  private constructor(
    private readonly path: string,
    private readonly format: Format,
    private readonly stream: WriteStream,
  ) {
    this.stream.on('error', () => undefined); // told by the next line, or at the end
    this.stream.write(format.head);
  }

  /** @throws CommandFailed where it cannot be written */
  static async create(path: string): Promise<PositionsFile> {
    const format = formats.get(extname(path).toLowerCase());
    if (format === undefined)
      throw new CommandFailed(
        `--positions: ${path} must end in .ndjson or .csv, which says how it is written.`,
      );
    checkPlace(path);
    const file = await open(unfinished(path), 'w').catch((error: unknown) => {
      throw new CommandFailed(
        `--positions: ${path} cannot be written (${codeOf(error)}). Name another file.`,
      );
    });
    return new PositionsFile(path, format, file.createWriteStream());
  }

  /** Something to wait for where the disk is behind. */
  add(from: Position, moved: Moved): Promise<void> | undefined {
    if (this.stream.errored !== null) throw this.stream.errored;
    if (this.stream.write(this.format.line(from, moved))) return undefined;
    return once(this.stream, 'drain').then(() => undefined);
  }

  async keep(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
    await rename(unfinished(this.path), this.path);
  }

  /** What was not kept. */
  async discard(): Promise<void> {
    this.stream.destroy();
    await rm(unfinished(this.path), { force: true });
  }
}

const unfinished = (path: string): string => `${path}.unfinished`;

function checkPlace(path: string): void {
  const folder = dirname(resolve(path));
  if (!isFolder(folder))
    throw new CommandFailed(`--positions: there is no folder ${folder}. Make it, or name another file.`);
  if (isFolder(path)) throw new CommandFailed(`--positions: ${path} is a folder. Name a file.`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
