import type { PackedPage, PackedReader } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { journeyOf } from '../decode/decode';
import { isMembership } from '../fold/membership';
import type { TimeTravel } from '../view/asked';
import { RowsByJourney } from './packed/journeys';
import { Names } from './packed/names';
import { PackedEvents } from './packed/packed-events';

/** What of the log is to be held. */
export interface Wanted extends TimeTravel {
  /** Default: all. */
  readonly types?: ReadonlySet<string>;
  /** Default: all. */
  readonly journey?: (journeyId: string) => boolean;
}

/** What the number of a stream stands for: the journey of this number, or one of these. */
const [unwanted, other] = [-1, -2];

/** The wanted events of a log, by journey. */
export class Gathered {
  private readonly contents: number[] = [];
  private readonly isWantedType: boolean[] = [];
  private readonly journeys = new Names();
  private readonly events: PackedEvents;
  private readonly rows = new RowsByJourney();
  private readonly counts: number[] = [];
  private readonly named = new Set<number>();
  private readonly otherStreams = new Set<string>();
  private sorted: ((journey: number) => Int32Array) | undefined;
  private newest: number | null = null;

  constructor(
    private readonly reader: PackedReader,
    private readonly wanted: Wanted,
    /** How many events are expected. */
    room?: number,
  ) {
    this.events = new PackedEvents((type) => reader.type(type), room);
  }

  /** Among all journeys that were read, whatever their types. */
  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /** Streams that are not of journeys. */
  get others(): ReadonlySet<string> {
    return this.otherStreams;
  }

  /** All of which events are held, sorted. */
  get journeyIds(): readonly string[] {
    return [...this.journeys.list].sort();
  }

  /** Those that ever were linked to a customer, or unlinked. */
  get linkedJourneyIds(): readonly string[] {
    return Array.from(this.named, (journey) => this.journeys.list[journey] ?? '').sort();
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

  /** Returns whether what lies behind the page may be wanted too. */
  add(page: PackedPage): boolean {
    const { asOf = Infinity, knownAt = Infinity } = this.wanted;
    const { streams, types, revisions, policyVersions, occurredAt, recordedAt, data } = page;
    this.sorted = undefined;
    this.events.begin({ ids: page.ids, data: page.data }); // not the page, whose columns are copied
    for (let index = 0, start = 0; index < streams.length; index += 1) {
      if ((recordedAt[index] ?? 0) > knownAt) return false;
      const newline = data.indexOf('\n', start);
      const end = newline === -1 ? data.length : newline;
      const journey = this.contentOf(streams[index] ?? 0);
      const [type, at] = [types[index] ?? 0, occurredAt[index] ?? 0];
      if (journey !== other && at <= asOf) {
        if (this.newest === null || at > this.newest) this.newest = at;
        if (journey >= 0) this.counts[journey] = (this.counts[journey] ?? 0) + 1;
        if (journey >= 0 && this.wantsType(type)) {
          this.events.add({
            index,
            start,
            end,
            type,
            occurredAt: at,
            revision: revisions[index] ?? 0,
            policyVersion: policyVersions[index] ?? 0,
            recordedAt: recordedAt[index] ?? 0,
          });
          this.rows.push(journey);
          if (this.namesCustomer[type] === true) this.named.add(journey);
        }
      }
      start = end + 1;
    }
    return true;
  }

  /** A journey's events in business order, decoded as they are asked for. */
  history(journeyId: string): JourneyEvent[] {
    const rows = this.rowsOf(journeyId);
    return this.decoded(
      journeyId,
      this.inBusinessOrder(rows) ? rows : rows.toSorted((a, b) => this.events.compare(a, b)),
    );
  }

  /** The same by revision. */
  revisions(journeyId: string): JourneyEvent[] {
    return this.decoded(journeyId, this.rowsOf(journeyId));
  }

  private decoded(journeyId: string, rows: Int32Array): JourneyEvent[] {
    const events: JourneyEvent[] = [];
    for (const row of rows) events.push(this.events.decode(row, journeyId));
    return events;
  }

  private rowsOf(journeyId: string): Int32Array {
    const journey = this.journeys.find(journeyId);
    this.sorted ??= this.rows.sorted();
    return journey === undefined ? new Int32Array(0) : this.sorted(journey);
  }

  private readonly namesCustomer: boolean[] = [];

  private wantsType(type: number): boolean {
    const known = this.isWantedType[type];
    if (known !== undefined) return known;
    const name = this.reader.type(type);
    this.namesCustomer[type] = isMembership({ type: name });
    return (this.isWantedType[type] = this.wanted.types?.has(name) ?? true);
  }

  private contentOf(stream: number): number {
    return (this.contents[stream] ??= this.look(this.reader.stream(stream)));
  }

  private look(stream: string): number {
    const journeyId = journeyOf(stream);
    if (journeyId === undefined) {
      this.otherStreams.add(stream);
      return other;
    }
    return this.wanted.journey?.(journeyId) === false ? unwanted : this.journeys.numberOf(journeyId);
  }

  /** Most histories arrived in it. */
  private inBusinessOrder(rows: Int32Array): boolean {
    for (let at = 1; at < rows.length; at += 1)
      if (this.events.compare(rows[at - 1] ?? 0, rows[at] ?? 0) > 0) return false;
    return true;
  }
}
