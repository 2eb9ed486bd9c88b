import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { openFile } from './open-file';
import { UnreadableFile, type OnBytes, type SourceRow } from './source-row';

/** Attributes in XES are elements named by their type, with a key and a value. */
const attributeTypes = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * Streams the events of an XES log (IEEE 1849), perhaps gzipped, holding one trace at a time. Columns are the event's
 * attributes by key, and the trace's with `case:` before them. Attributes of attributes, lists and containers are left out.
 *
 * @throws UnreadableFile where the XML is not well-formed
 */
export async function* readXes(file: string, onBytes: OnBytes): AsyncGenerator<SourceRow> {
  const log = new XesLog(file);
  const input = openFile(file, onBytes);
  input.setEncoding('utf8');
  for await (const chunk of input as AsyncIterable<string>) yield* log.write(chunk);
  yield* log.end();
}

interface OpenEvent {
  readonly line: number;
  readonly columns: Record<string, string>;
}

/** Follows the elements of a log; `write` returns the rows of the traces that the text completed. */
class XesLog {
  private readonly parser = new SaxesParser();
  private readonly path: string[] = [];
  private trace: Record<string, string> = {};
  private events: OpenEvent[] = [];
  private rows: SourceRow[] = [];

  constructor(private readonly file: string) {
    this.parser.on('error', (error) => {
      throw new UnreadableFile(file, `this is not well-formed XML: ${error.message}`);
    });
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.close(tag.name));
  }

  write(text: string): SourceRow[] {
    this.parser.write(text);
    return this.rows.splice(0);
  }

  end(): SourceRow[] {
    this.parser.close();
    return this.rows.splice(0);
  }

  private open(tag: SaxesTagPlain): void {
    const owner = this.path.at(-1);
    this.path.push(tag.name);
    if (owner === undefined && tag.name !== 'log')
      throw new UnreadableFile(this.file, `its outermost element is <${tag.name}>; an XES log is a <log>.`);
    if (tag.name === 'event') this.events.push({ line: this.parser.line, columns: {} });
    else if (attributeTypes.has(tag.name)) this.attribute(owner, tag.attributes);
  }

  private attribute(owner: string | undefined, { key, value }: Readonly<Record<string, string>>): void {
    if (key === undefined || value === undefined) return;
    if (owner === 'trace') this.trace[key] = value;
    const event = this.events.at(-1);
    if (owner === 'event' && event !== undefined) event.columns[key] = value;
  }

  private close(name: string): void {
    this.path.pop();
    if (name !== 'trace') return;
    const ofCase = Object.fromEntries(
      Object.entries(this.trace).map(([key, value]) => [`case:${key}`, value]),
    );
    for (const { line, columns } of this.events) this.rows.push({ line, columns: { ...ofCase, ...columns } });
    this.trace = {};
    this.events = [];
  }
}
