import type { EventLog } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { keptOf } from '../start/kept';
import { Progress } from './progress';

/** How far a rebuild is that is about to begin: at what all had saved of one that was broken off. */
export async function begun(
  definitions: readonly AnyProjection[],
  {
    log,
    readStore,
  }: { readonly log: Pick<EventLog, 'count'>; readonly readStore: Pick<ReadStore, 'builds'> },
): Promise<Progress> {
  const entries = await readStore.builds();
  const progress = new Progress(
    definitions.map(({ name }) => name),
    await log.count(),
  );
  progress.goOnFrom(Math.min(...definitions.map((one) => keptOf(one, entries).loadedEvents)));
  return progress;
}
