import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Mapping, Table } from '../mapping/mapping';
import { UnreadableFile } from '../readers/source-row';

/** The file of one table. */
export interface SourceFile {
  readonly table: Table;
  readonly path: string;
  /** What it is called in messages. */
  readonly name: string;
  /** On disk. */
  readonly bytes: number;
}

/**
 * The files that a mapping needs: the one given, or those that its tables name in the folder given.
 *
 * @throws UnreadableFile where one is missing, or a file stands where a folder should
 */
export async function sourceFiles(mapping: Mapping, path: string): Promise<readonly SourceFile[]> {
  const found = await statOf(path);
  if (found === undefined) throw new UnreadableFile(path, 'there is no such file or folder.');
  const tables = [...mapping.tables.values()];
  if (found.isDirectory()) return Promise.all(tables.map((table) => inFolder(path, table)));
  const [only] = tables;
  if (only === undefined || tables.length > 1)
    throw new UnreadableFile(
      path,
      `this is one file, but the mapping joins ${tables.length}. Give the folder that holds them.`,
    );
  return [{ table: only, path, name: basename(path), bytes: found.size }];
}

async function inFolder(folder: string, table: Table): Promise<SourceFile> {
  if (table.file === undefined)
    throw new UnreadableFile(
      folder,
      `this is a folder, but table ${table.name} of the mapping names no file in it. Give the file.`,
    );
  for (const name of [table.file, `${table.file}.gz`]) {
    const path = join(folder, name);
    const found = await statOf(path);
    if (found?.isFile() === true) return { table, path, name, bytes: found.size };
  }
  throw new UnreadableFile(
    folder,
    `it holds neither ${table.file} nor ${table.file}.gz, which table ${table.name} of the mapping names.`,
  );
}

/** Changes with the content of any of the files. */
export async function contentOf(files: readonly SourceFile[], signal: AbortSignal): Promise<string> {
  const all = createHash('sha256');
  for (const { path, name } of files) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) hash.update(chunk);
    all.update(JSON.stringify([name, hash.digest('hex')]));
  }
  return all.digest('hex');
}

const statOf = (path: string) => stat(path).catch(() => undefined);
