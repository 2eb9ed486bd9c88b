import { CsvError, parse, type Info } from 'csv-parse';
import { openFile } from './open-file';
import { UnreadableFile, type OnBytes, type SourceRow, type UnreadableRow } from './source-row';

/**
 * Streams the rows of a CSV file with a header (RFC 4180: quotes, line breaks within quotes), in UTF-8, perhaps gzipped.
 * A row with too many or too few columns comes back as unreadable, perhaps before rows that stand above it.
 *
 * @throws UnreadableFile where the header is no text or has a name twice, or a quote is never closed
 */
export async function* readCsv(file: string, onBytes: OnBytes): AsyncGenerator<SourceRow | UnreadableRow> {
  const lines = new LineCount();
  const unreadable: UnreadableRow[] = [];
  const parser = parse({
    bom: true,
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    skip_empty_lines: true,
    skip_records_with_error: true,
    columns: (header: string[]) => uniqueNames(file, header),
    on_record: ({ record, raw }: Raw): SourceRow => ({ line: lines.next(raw), columns: record }),
    on_skip: (error, raw) => {
      const line = lines.next(raw ?? '');
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED')
        throw new UnreadableFile(file, `a quote in line ${line} or later is never closed.`);
      unreadable.push({ line, reason: reasonOf(error) });
    },
  });
  const input = openFile(file, onBytes);
  input.on('error', (error) => parser.destroy(error));
  for await (const row of input.pipe(parser) as AsyncIterable<SourceRow>) {
    yield* unreadable.splice(0);
    yield row;
  }
  yield* unreadable;
}

interface Raw {
  readonly record: Record<string, string>;
  readonly raw: string;
}

/** Counts the lines of the file by the raw text of its records; the library's own count takes a \r\n within quotes for two. */
class LineCount {
  private lines = 1;

  /** The line on which a record begins, given its text with the empty lines before it. */
  next(raw: string): number {
    const begin = this.lines + breaks(/^[\r\n]*/.exec(raw)?.[0] ?? '') + 1;
    this.lines += breaks(raw);
    return begin;
  }
}

const breaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

/** Characters that no text has, or that stand for bytes that are no UTF-8. */
const noText = /[\p{Cc}\uFFFD]/u;

function uniqueNames(file: string, header: string[]): string[] {
  if (header.some((name) => noText.test(name)))
    throw new UnreadableFile(file, 'its first line is no text in UTF-8. Is it CSV, and not packed?');
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UnreadableFile(file, `its header has the column "${twice}" twice. Rename one.`);
  return header;
}

/** The library's messages name a line of its own count, and quote the row, which may be personal. */
const reasonOf = (error: (CsvError & Partial<Info>) | undefined): string =>
  (error?.message ?? 'not a row').replace(/ (on|at) line \d+/, '').replace(/, value is .*/s, '');
