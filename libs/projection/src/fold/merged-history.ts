import { qualified, type JourneyEvent } from '@rapport/journey';
import { customerOrder } from '../order/order';

/** A customer's history from those of its journeys: in business order, the ids of things qualified by the journey. */
export function mergedHistory(histories: Iterable<readonly JourneyEvent[]>): JourneyEvent[] {
  const merged: JourneyEvent[] = [];
  for (const history of histories) for (const event of history) merged.push(qualified(event));
  return merged.sort(customerOrder);
}
