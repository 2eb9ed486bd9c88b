import type { RecordedEvent } from '@rapport/event-store';
import { decode } from '../decode/decode';
import { toBusinessOrder } from '../order/order';
import type { Building } from './building';

/**
 * Folds one journey at a time for all builds, in order of their ids, so that rows are written at the end of their files.
 * Empties the map on its way: what is folded needs no memory any more.
 */
export async function foldJourneys(
  journeys: Map<string, RecordedEvent[]>,
  buildings: readonly Building[],
  onJourney: (events: number) => Promise<void> | undefined,
): Promise<void> {
  for (const journeyId of [...journeys.keys()].sort()) {
    const recorded = journeys.get(journeyId) ?? [];
    journeys.delete(journeyId);
    const events = toBusinessOrder(recorded).map((event) => decode(event, journeyId));
    for (const building of buildings) {
      building.fold(journeyId, events);
      if (building.due) await building.write();
    }
    await onJourney(recorded.length);
  }
}
