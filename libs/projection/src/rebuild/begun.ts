import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { keptOf } from '../start/kept';
import { Progress } from './progress';

/**
 * How far a rebuild is that is about to begin: at what all had saved of one that was broken off.
 * @param isMade of builds that are all there is to do
 */
export async function begun(
  definitions: readonly AnyProjection[],
  {
    log,
    readStore,
  }: { readonly log: Pick<EventLog, 'count'>; readonly readStore: Pick<ReadStore, 'builds'> },
  isMade: (entry: BuildEntry) => boolean = () => false,
): Promise<Progress> {
  const entries = await readStore.builds();
  const progress = new Progress(
    definitions.map(({ name }) => name),
    await log.count(),
  );
  const made = entries.filter(isMade);
  const left = definitions.filter(({ name }) => !made.some(({ id }) => id.projection === name));
  progress.goOnFrom(Math.min(...left.map((one) => keptOf(one, entries).loadedEvents)));
  return progress;
}
