import type { Position, RecordedEvent } from '@rapport/event-store';
import { groupByJourney } from '../../src/group/group';
import { Batch } from '../../src/live/batch';
import { KeptHistories } from '../../src/live/kept-histories';
import type { Arrival } from '../events';

const positionOf = (index: number): Position => `log-${String(index + 1).padStart(6, '0')}` as Position;

/** A log of arrivals, and batches of it. */
export class MemoryLog {
  readonly events: RecordedEvent[] = [];
  private readonly histories = new KeptHistories();
  private readonly streams = new Map<string, RecordedEvent[]>();

  constructor(arrivals: readonly Arrival[] = []) {
    for (const arrival of arrivals) this.append(arrival);
  }

  append({ journeyId, event }: Arrival): void {
    const stream = `journey-${journeyId}`;
    const recorded = this.streams.get(stream) ?? [];
    this.streams.set(stream, recorded);
    const position = positionOf(this.events.length);
    const one = { ...event, stream, revision: recorded.length, position, recordedAt: 0 } as RecordedEvent;
    recorded.push(one);
    this.events.push(one);
  }

  readStream(stream: string, { from = 0, limit = 1_000 } = {}): Promise<readonly RecordedEvent[]> {
    return Promise.resolve((this.streams.get(stream) ?? []).slice(from, from + limit));
  }

  /** The events [from, to) as the feed hands them out. */
  batch(from: number, to: number, types: ReadonlySet<string>): Batch {
    const events = this.events.slice(from, to);
    const after = from === 0 ? undefined : positionOf(from - 1);
    return new Batch(
      this,
      after,
      { events, upTo: positionOf(to - 1) },
      groupByJourney(events),
      types,
      this.histories,
    );
  }
}
