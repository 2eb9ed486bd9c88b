import type { EventStore, Position } from '@rapport/event-store';
import type { JourneyEvent } from '@rapport/journey';
import { decode } from '../decode/decode';
import { historyOf } from '../fold/history';
import { toBusinessOrder } from '../order/order';

/** A journey's events in business order, straight from the log, up to the position that an answer is for. */
export async function journeyHistory(
  store: Pick<EventStore, 'readStream'>,
  journeyId: string,
  upTo: Position | null,
): Promise<JourneyEvent[]> {
  if (upTo === null) return [];
  const recorded = await historyOf(store, journeyId, upTo);
  return toBusinessOrder(recorded.map((event) => decode(event, journeyId)));
}
