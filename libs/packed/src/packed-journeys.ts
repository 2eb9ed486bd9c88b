import type { PackedPage, PackedReader } from '@rapport/event-store';
import type { CauseOf, JourneyEvent } from '@rapport/journey';
import { JourneyNumbers } from './journey-numbers';
import { PackedEvents } from './packed-events';
import { RowsByJourney } from './rows-by-journey';
import { TypeMarks } from './type-marks';

/** What of the log is to be held. */
export interface Wanted {
  /** Default: all. */
  readonly types?: ReadonlySet<string>;
  /** Default: all. */
  readonly journey?: (journeyId: string) => boolean;
  /** Nothing that occurred later, milliseconds. */
  readonly asOf?: number;
  /** Nothing that was recorded later, milliseconds. */
  readonly knownAt?: number;
  /** Types that `marked` tells journeys by. */
  readonly marks?: readonly string[];
  /** How many events are expected; it takes more. */
  readonly room?: number;
}

/**
 * The events of many journeys as a packed reader reads them: no object for any of them until its journey is asked for, no data
 * parsed until an event's is.
 */
export class PackedJourneys {
  private readonly journeys: JourneyNumbers;
  private readonly events: PackedEvents;
  private readonly rows = new RowsByJourney();
  private readonly counts: number[] = [];
  private readonly types: TypeMarks;
  private readonly markedJourneys = new Set<number>();
  private newest: number | null = null;

  constructor(
    reader: Pick<PackedReader, 'stream' | 'type'>,
    private readonly wanted: Wanted = {},
  ) {
    this.events = new PackedEvents((type) => this.types.name(type), wanted.room);
    this.types = new TypeMarks(reader, wanted);
    this.journeys = new JourneyNumbers(reader, wanted);
  }

  /** Among all wanted journeys that were read, whatever their types. */
  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /** Streams that are not of journeys. */
  get others(): ReadonlySet<string> {
    return this.journeys.others;
  }

  /** All wanted ones that were read, in no order: there may be millions. */
  get journeyIds(): readonly string[] {
    return this.journeys.ids;
  }

  /** Those with an event of one of the types asked for, in no order. */
  get marked(): Iterable<string> {
    return this.eachMarked();
  }

  /** Events held. */
  get length(): number {
    return this.events.length;
  }

  /** How many events of a journey were read, whatever their types. */
  eventsOf(journeyId: string): number {
    const journey = this.journeys.find(journeyId);
    return (journey === undefined ? undefined : this.counts[journey]) ?? 0;
  }

  add(page: PackedPage): void {
    this.events.begin(page);
    const events = page.streams.length;
    for (let index = 0; index < events; index += 1) this.take(page, index);
  }

  private take(page: PackedPage, index: number): void {
    const { asOf = Infinity, knownAt = Infinity } = this.wanted;
    const [journey, occurredAt] = [
      this.journeys.ofStream(page.streams[index] ?? 0),
      page.occurredAt[index] ?? 0,
    ];
    if (journey < 0 || occurredAt > asOf) return;
    if (knownAt !== Infinity && page.recordedAt(index) > knownAt) return;
    if (this.newest === null || occurredAt > this.newest) this.newest = occurredAt;
    this.counts[journey] = (this.counts[journey] ?? 0) + 1;
    const type = page.types[index] ?? 0;
    if (this.types.isMarked(type)) this.markedJourneys.add(journey);
    if (!this.types.isWanted(type)) return;
    this.events.add(index);
    this.rows.push(journey);
  }

  /** A journey's events in business order, decoded as they are asked for. */
  history(journeyId: string): JourneyEvent[] {
    const rows = this.rowsOf(journeyId);
    return this.unpacked(
      journeyId,
      this.inBusinessOrder(rows) ? rows : rows.toSorted((a, b) => this.events.compare(a, b)),
    );
  }

  /** The same by revision. */
  revisions(journeyId: string): JourneyEvent[] {
    return this.unpacked(journeyId, this.rowsOf(journeyId));
  }

  /** What a journey's events name as their causes; undefined where none does, or they were not read. */
  causeOf(journeyId: string): CauseOf | undefined {
    let causes: Map<string, string> | undefined;
    for (const row of this.rowsOf(journeyId)) {
      const cause = this.events.cause(row);
      if (cause !== undefined) (causes ??= new Map()).set(this.events.id(row), cause);
    }
    return causes && ((eventId) => causes.get(eventId));
  }

  private *eachMarked(): Iterable<string> {
    for (const journey of this.markedJourneys) yield this.journeys.ids[journey] ?? '';
  }

  /** The write side recorded nothing that its payload classes refuse, so the data is of its type. */
  private unpacked(journeyId: string, rows: Int32Array): JourneyEvent[] {
    const events: JourneyEvent[] = [];
    for (const row of rows) events.push(this.events.unpacked(row, journeyId) as JourneyEvent);
    return events;
  }

  private rowsOf(journeyId: string): Int32Array {
    const journey = this.journeys.find(journeyId);
    return journey === undefined ? new Int32Array(0) : this.rows.of(journey);
  }

  /** Most histories arrived in it. */
  private inBusinessOrder(rows: Int32Array): boolean {
    for (let at = 1; at < rows.length; at += 1)
      if (this.events.compare(rows[at - 1] ?? 0, rows[at] ?? 0) > 0) return false;
    return true;
  }
}
