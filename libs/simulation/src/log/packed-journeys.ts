import type { PackedPage, PackedReader } from '@rapport/event-store';
import type { CauseOf, JourneyEvent } from '@rapport/journey';
import type { JourneyHistory } from '../outcome/comparison';
import { PackedTexts } from './packed-texts';

const prefix = 'journey-';
/** More than a page has events. */
const rowsPerPage = 2 ** 16;

interface HeldPage extends PackedPage {
  readonly texts: PackedTexts;
}

/** The journeys of a stretch of the log, packed: no object for any event until its journey is simulated. */
export class PackedJourneys {
  private readonly pages: HeldPage[] = [];
  /** Page and index of each event, by the number of its stream, in the order of revisions. */
  private readonly rows = new Map<number, number[]>();
  private readonly types: string[] = [];
  private newest = -Infinity;

  constructor(private readonly reader: PackedReader) {}

  get newestOccurredAt(): number {
    return this.newest;
  }

  add(page: PackedPage): void {
    const base = this.pages.length * rowsPerPage;
    page.streams.forEach((stream, index) => {
      const rows = this.rows.get(stream);
      if (rows === undefined) this.rows.set(stream, [base + index]);
      else rows.push(base + index);
    });
    for (const occurredAt of page.occurredAt) if (occurredAt > this.newest) this.newest = occurredAt;
    this.pages.push({ ...page, data: '', texts: new PackedTexts(page.data) });
  }

  /** By their ids. */
  *histories(): Generator<JourneyHistory> {
    const streams = [...this.rows].map(([stream, rows]) => ({ name: this.reader.stream(stream), rows }));
    streams.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, rows } of streams) {
      const journeyId = name.slice(prefix.length);
      const events = rows.map((row) => this.event(row, journeyId));
      yield { journeyId, events: events as readonly JourneyEvent[], causeOf: causesOf(events) };
    }
  }

  private type(number: number): string {
    return (this.types[number] ??= this.reader.type(number));
  }

  private event(row: number, journeyId: string): PackedEvent {
    const index = row % rowsPerPage;
    const page = this.pages[(row - index) / rowsPerPage];
    if (page === undefined) throw new RangeError(`There is no row ${row}.`);
    return new PackedEvent(journeyId, this.type(page.types[index] ?? -1), page, index);
  }
}

export const isJourney = (stream: string): boolean => stream.startsWith(prefix);

/** Its data is decoded when it is first asked for. */
class PackedEvent {
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly revision: number;
  readonly policyVersion: number;
  private decoded: object | undefined;

  constructor(
    readonly journeyId: string,
    readonly type: string,
    private readonly page: HeldPage,
    private readonly index: number,
  ) {
    this.occurredAt = page.occurredAt[index] ?? Number.NaN;
    this.recordedAt = page.recordedAt(index);
    this.revision = page.revisions[index] ?? Number.NaN;
    this.policyVersion = page.policyVersions[index] ?? Number.NaN;
  }

  get id(): string {
    return this.page.id(this.index);
  }

  get data(): object {
    return (this.decoded ??= JSON.parse(this.page.texts.at(this.index)) as object);
  }

  get cause(): string | undefined {
    return this.page.cause(this.index);
  }
}

/** Few journeys have an event that names its cause. */
function causesOf(events: readonly PackedEvent[]): CauseOf | undefined {
  const caused = events.filter(({ cause }) => cause !== undefined);
  if (caused.length === 0) return undefined;
  const causes = new Map(caused.map(({ id, cause }) => [id, cause]));
  return (eventId) => causes.get(eventId);
}
