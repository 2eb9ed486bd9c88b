import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { endOf } from './build-anew';
import type { LogEnd } from './fold-range';

/**
 * Leaves a beginning of each build that is asked for, as a rebuild does that is killed at once: after a kill the next start
 * goes on with it, and so does the rebuild itself. What is under way already, was left so or is made is not begun again.
 */
export async function announce(
  definitions: readonly AnyProjection[],
  { log, readStore }: { readonly log: EventLog; readonly readStore: ReadStore },
  entries: readonly BuildEntry[],
  isMade: (entry: BuildEntry) => boolean,
): Promise<void> {
  const head = await endOf(log);
  if (head === undefined) return; // rows of nothing are there at once
  for (const definition of definitions) {
    const { name, version } = definition;
    const own = entries.filter(({ id }) => id.projection === name && id.version === version);
    if (!own.some((entry) => isMade(entry) || isUnderWay(entry))) await begin(definition, head, readStore);
  }
}

const isUnderWay = ({ state, progress, replay }: BuildEntry): boolean =>
  state === 'loading' && progress !== undefined && replay === undefined;

async function begin(
  { name, version, table }: AnyProjection,
  head: LogEnd,
  readStore: ReadStore,
): Promise<void> {
  const build = await readStore.create(name, version, table);
  try {
    const load = await build.load();
    await load.save({ head: { ...head, newestOccurredAt: null }, slab: 0, lastSubject: null });
  } finally {
    await build.close();
  }
}
