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
    throw error instanceof UnreadableFile ? error : new UnreadableFile(path, faultOf(error, format));
  }
  if (present.size === 0) throw new UnreadableFile(path, `it holds no rows. Is it ${format}?`);
  const missing = Object.values(table.columns).filter((column) => !present.has(column));
  if (missing.length > 0)
    throw new UnreadableFile(
      path,
      `it has no column ${missing.map(quoted).join(', ')}, which table ${table.name} of the mapping names. ${name} has ${[...present].map(quoted).join(', ')}.`,
    );
}

/** In words of ours where the packing of a .gz is at fault, whose codes and messages are zlib's. */
function faultOf(error: unknown, format: string): string {
  const { code, message } = isErrorLike(error) ? error : { code: undefined, message: String(error) };
  if (code === 'Z_BUF_ERROR') return 'its gzip data breaks off. Was it copied to its end?';
  if (code !== 'Z_DATA_ERROR') return `it cannot be read as ${format}: ${message}.`;
  return message === 'incorrect header check'
    ? 'its name ends in .gz, but it is not gzipped.'
    : `its gzip data is damaged (${message}).`;
}

/** Not by `instanceof`: the error may come from another realm. */
const isErrorLike = (error: unknown): error is { readonly message: string; readonly code?: unknown } =>
  typeof error === 'object' && error !== null && 'message' in error;

const quoted = (name: string): string => `"${name}"`;
