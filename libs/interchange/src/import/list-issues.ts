import { createWriteStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Issue, Issues } from '../staging/issues';

/** There is no folder for the list of what was refused. */
export class NoFolderForList extends Error {
  readonly code = 'no-folder-for-list';

  constructor(folder: string) {
    super(
      `There is no folder ${folder} for the list of what is refused. Make it, or name another place with --rejected.`,
    );
    this.name = 'NoFolderForList';
  }
}

/** Before anything is sent. @throws NoFolderForList */
export function seeFolderOf(file: string): void {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) throw new NoFolderForList(folder);
}

/** The list of what was refused has no place. */
export class ListNotWritten extends Error {
  readonly code = 'list-not-written';

  constructor(file: string, cause: unknown) {
    super(
      `All commands are sent, but the list of what was refused cannot be written to ${file} (${String(cause)}). Name another place with --rejected and run the same command again: nothing is sent twice.`,
      { cause },
    );
    this.name = 'ListNotWritten';
  }
}

/**
 * Writes the list as NDJSON, or removes the one of an earlier run where there is nothing to list.
 *
 * @returns how many it lists
 * @throws ListNotWritten
 */
export async function listIssues(issues: Issues, file: string): Promise<number> {
  let listed = 0;
  function* lines(all: Iterable<Issue>): Generator<string> {
    for (const issue of all) {
      listed += 1;
      yield `${JSON.stringify(issue)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(lines(issues.all())), createWriteStream(file));
    if (listed === 0) await rm(file);
  } catch (error) {
    throw new ListNotWritten(file, error);
  }
  return listed;
}
