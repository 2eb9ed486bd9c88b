import type { RecordedEvent } from '@rapport/event-store';

/**
 * Is told of events that are not of journeys (published policies, say) before any event behind them is folded. It may be
 * told of the same event again: after a restart, and by a rebuild.
 */
export type LogListener = (events: readonly RecordedEvent[]) => void | Promise<void>;

/**
 * Hears of journeys' events, each journey's in order, before they are folded; of the same again after a fault, and of none
 * that a rebuild alone reads. It must not throw: a projection would wait for it.
 */
export type JourneyListener = (journeys: ReadonlyMap<string, readonly RecordedEvent[]>) => void;

export async function tell(
  listeners: readonly LogListener[],
  events: readonly RecordedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  for (const listener of listeners) await listener(events);
}
