import type { RecordedEvent } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { journeyOf } from '../decode/decode';
import { RowsByJourney } from './packed/journeys';
import { Names } from './packed/names';
import { PackedEvents } from './packed/packed-events';

/** What of the log is to be held. */
export interface Wanted {
  readonly types: ReadonlySet<string>;
  journey(journeyId: string): boolean;
}

/** What a stream holds: a journey that is wanted (by number), one that is not, or no journey. */
type Content = number | 'unwanted' | 'other';

/** The wanted events of a log, by journey. */
export class Gathered {
  private readonly streams = new Map<string, Content>();
  private readonly journeys = new Names();
  private readonly events = new PackedEvents();
  private readonly rows = new RowsByJourney();
  private newest: number | null = null;

  constructor(private readonly wanted: Wanted) {}

  /** Among all journeys, wanted or not. */
  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /** Returns the events that are not of journeys. */
  add(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    const others: RecordedEvent[] = [];
    for (const event of events) {
      const content = this.contentOf(event.stream);
      if (content === 'other') others.push(event);
      else this.addOfJourney(event, content);
    }
    return others;
  }

  /** Each journey with its events in business order, by id, decoded when it is asked for. */
  *histories(): Generator<{ readonly journeyId: string; readonly events: readonly JourneyEvent[] }> {
    const rowsOf = this.rows.sorted();
    for (const journeyId of [...this.journeys.list].sort()) {
      const events: JourneyEvent[] = [];
      for (const row of this.inBusinessOrder(rowsOf(this.journeys.numberOf(journeyId)))) {
        events.push(this.events.decode(row, journeyId));
      }
      yield { journeyId, events };
    }
  }

  private addOfJourney(event: RecordedEvent, journey: number | 'unwanted'): void {
    const { occurredAt } = event;
    if (this.newest === null || occurredAt > this.newest) this.newest = occurredAt;
    if (journey === 'unwanted' || !this.wanted.types.has(event.type)) return;
    this.events.add(event);
    this.rows.push(journey);
  }

  private contentOf(stream: string): Content {
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const journeyId = journeyOf(stream);
    const wanted = journeyId !== undefined && this.wanted.journey(journeyId);
    const content = wanted
      ? this.journeys.numberOf(journeyId)
      : journeyId === undefined
        ? 'other'
        : 'unwanted';
    this.streams.set(stream, content);
    return content;
  }

  /** Most histories arrived in order, which costs one look at each event. */
  private inBusinessOrder(rows: Int32Array): Int32Array {
    const isInOrder = rows.every(
      (row, index) => index === 0 || this.events.compare(rows[index - 1] ?? row, row) < 0,
    );
    return isInOrder ? rows : rows.sort((a, b) => this.events.compare(a, b));
  }
}
