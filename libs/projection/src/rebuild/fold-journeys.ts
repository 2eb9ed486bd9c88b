import type { Building } from './building';
import type { Gathered } from './gathered';

/** Folds one journey at a time for all builds, in order of their ids, so that rows are written at the end of their files. */
export async function foldJourneys(
  gathered: Pick<Gathered, 'histories'>,
  buildings: readonly Building[],
  onJourney: (events: number) => Promise<void> | undefined,
): Promise<void> {
  for (const { journeyId, events } of gathered.histories()) {
    for (const building of buildings) {
      building.fold(journeyId, events);
      if (building.due) await building.write();
    }
    const pause = onJourney(events.length);
    if (pause !== undefined) await pause;
  }
}
