import type { SourceFile } from './source-files';
import { readCsv } from '../readers/csv';
import {
  isReadable,
  UnreadableFile,
  type OnBytes,
  type SourceRow,
  type UnreadableRow,
} from '../readers/source-row';
import { readXes } from '../readers/xes';

/**
 * Streams the rows of a file, and sees to it that the columns that the mapping names are there.
 *
 * @throws UnreadableFile
 */
export async function* readFile(
  format: 'xes' | 'csv',
  { path, table, name }: SourceFile,
  onBytes: OnBytes,
): AsyncGenerator<SourceRow | UnreadableRow> {
  const present = new Set<string>();
  try {
    for await (const row of format === 'xes' ? readXes(path, onBytes) : readCsv(path, onBytes)) {
      if (isReadable(row)) for (const column in row.columns) present.add(column);
      yield row;
    }
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof Error) || error.name === 'AbortError')
      throw error;
    throw new UnreadableFile(path, `it cannot be read as ${format}: ${error.message}.`);
  }
  if (present.size === 0) throw new UnreadableFile(path, `it holds no rows. Is it ${format}?`);
  const missing = Object.values(table.columns).filter((column) => !present.has(column));
  if (missing.length > 0)
    throw new UnreadableFile(
      path,
      `it has no column ${missing.map(quoted).join(', ')}, which table ${table.name} of the mapping names. ${name} has ${[...present].map(quoted).join(', ')}.`,
    );
}

const quoted = (name: string): string => `"${name}"`;
