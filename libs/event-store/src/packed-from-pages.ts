import type { RecordedEvent } from './event';
import type { EventLog } from './event-store';
import type { PackedOptions, PackedPage, PackedReader } from './packed';
import type { Position } from './position';

const DEFAULT_PAGE_EVENTS = 1_000;

/** Reads packed from a log whose adapter knows nothing better than its pages. */
export function packedFromPages(
  log: Pick<EventLog, 'readAll'>,
  options: PackedOptions = {},
  pageEvents = DEFAULT_PAGE_EVENTS,
): PackedReader {
  const streams = new Numbered(options.streams);
  const types = new Numbered();
  const dataOf = options.dataOf && new Set(options.dataOf);
  const everywhere = new Set(options.everywhere);
  const detail = options.causes ? 'full' : 'fold';
  return {
    stream: (number) => streams.nameOf(number),
    type: (number) => types.nameOf(number),
    async read(after, until) {
      const page = await log.readAll({ limit: pageEvents, detail, ...(after && { after }) });
      const events = upToAndWith(page.events, until);
      const last = events.at(-1);
      if (last === undefined) return undefined;
      const columns = new Columns();
      for (const event of events) {
        if (!streams.wants(event.stream) && !everywhere.has(event.type)) continue;
        const stream = streams.numberOf(event.stream);
        columns.add(event, stream, types.numberOf(event.type), dataOf?.has(event.type) !== false);
        if (options.causes) columns.causes.push(event.metadata.causationId);
      }
      return columns.page(last.position);
    },
  };
}

function upToAndWith(
  events: readonly RecordedEvent[],
  until: Position | undefined,
): readonly RecordedEvent[] {
  const last = events.at(-1);
  if (until === undefined || last === undefined || last.position <= until) return events;
  return events.filter(({ position }) => position <= until);
}

class Columns {
  readonly causes: (string | undefined)[] = [];
  private readonly streams: number[] = [];
  private readonly types: number[] = [];
  private readonly revisions: number[] = [];
  private readonly policyVersions: number[] = [];
  private readonly occurredAt: number[] = [];
  private readonly recordedAt: number[] = [];
  private readonly ids: string[] = [];
  private readonly data: string[] = [];
  private readonly ends: number[] = [];

  add(event: RecordedEvent, stream: number, type: number, withData: boolean): void {
    this.streams.push(stream);
    this.types.push(type);
    this.revisions.push(event.revision);
    this.policyVersions.push(event.policyVersion);
    this.occurredAt.push(event.occurredAt);
    this.recordedAt.push(event.recordedAt);
    this.ids.push(event.id);
    const [line, start] = [withData ? lineOf(event) : '', (this.ends.at(-1) ?? -1) + 1];
    this.data.push(line);
    this.ends.push(start + line.length);
  }

  page(upTo: Position): PackedPage {
    const { streams, types, revisions, policyVersions, occurredAt, recordedAt, ids, causes } = this;
    return {
      ...{ streams, types, revisions, policyVersions, occurredAt, upTo },
      data: this.data.join('\n'),
      ends: Int32Array.from(this.ends),
      id: (index) => ids[index] ?? '',
      recordedAt: (index) => recordedAt[index] ?? Number.NaN,
      cause: (index) => causes[index],
    };
  }
}

/** What others wrote may have line feeds between its values. */
function lineOf(event: RecordedEvent): string {
  const text = event.dataText;
  if (text !== undefined && !text.includes('\n')) return text;
  try {
    return JSON.stringify(event.data);
  } catch (error) {
    if (error instanceof SyntaxError) return noJson;
    throw error;
  }
}

/** Whoever asks for such data is told then, as where the event itself is read. */
const noJson = '';

/** Names by number, in the order in which they were first numbered, and whether they are wanted, asked once each. */
class Numbered {
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly wanted = new Map<string, boolean>();

  constructor(private readonly isWanted?: (name: string) => boolean) {}

  wants(name: string): boolean {
    if (this.isWanted === undefined) return true;
    const known = this.wanted.get(name);
    if (known !== undefined) return known;
    const wanted = this.isWanted(name);
    this.wanted.set(name, wanted);
    return wanted;
  }

  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  nameOf(number: number): string {
    const name = this.names[number];
    if (name === undefined) throw new RangeError(`There is no name ${number}.`);
    return name;
  }
}
