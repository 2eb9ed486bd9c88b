import type { Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { LRUCache } from 'lru-cache';
import { businessOrder } from '../order/order';

/** Decoded events take about a kilobyte each. Only journeys of which late events came are here. */
const defaultMaxEvents = 100_000;

/**
 * Histories that were folded again, kept for the next late event of the same journey: late events come in bunches, and reading
 * a stream costs more than folding it. They hold for batches that follow on one another, and are forgotten with the first that
 * does not.
 */
export class KeptHistories {
  private readonly journeys: LRUCache<string, JourneyEvent[]>;
  private reached: Position | undefined;

  constructor(maxEvents = defaultMaxEvents) {
    this.journeys = new LRUCache({ maxSize: maxEvents, sizeCalculation: ({ length }) => length + 1 });
  }

  /** Call it for every batch before anything else. */
  moveOn(after: Position | undefined, upTo: Position): void {
    if (after !== this.reached) this.journeys.clear();
    this.reached = upTo;
  }

  /** Takes over what others hold and these do not, where both are up to the same position or these hold nothing. */
  takeIn(others: KeptHistories): void {
    if (this.journeys.size === 0) this.reached = others.reached;
    if (this.reached !== others.reached) return;
    others.journeys.rforEach((history, journeyId) => {
      if (!this.journeys.has(journeyId)) this.journeys.set(journeyId, history);
    });
  }

  /** Adds a batch's events to the history of their journey, where that is kept. */
  add(journeyId: string, events: readonly JourneyEvent[]): void {
    if (this.journeys.size === 0) return;
    const history = this.journeys.get(journeyId);
    if (history === undefined) return;
    this.journeys.delete(journeyId); // putting the same object back would leave its size as it was
    for (const event of events) insert(history, event);
    this.journeys.set(journeyId, history);
  }

  /** In business order, up to the end of the newest batch; it is added to by the next one. */
  get(journeyId: string): readonly JourneyEvent[] | undefined {
    return this.journeys.get(journeyId);
  }

  /** Keeps a history as it is at the end of a batch, unless another one has come since. */
  keep(journeyId: string, history: JourneyEvent[], upTo: Position): void {
    if (upTo === this.reached) this.journeys.set(journeyId, history);
  }
}

/** Most events come last, and late ones not much earlier. */
function insert(history: JourneyEvent[], event: JourneyEvent): void {
  let at = history.length;
  for (let before = history[at - 1]; before !== undefined && businessOrder(before, event) > 0;) {
    at -= 1;
    before = history[at - 1];
  }
  if (at === history.length) history.push(event);
  else history.splice(at, 0, event);
}
