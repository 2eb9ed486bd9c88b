import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, BuildId, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { endOf } from './build-anew';
import type { LogEnd } from './fold-range';

/**
 * Leaves a beginning of each build that is asked for, as a rebuild does that is killed at once: after a kill the next start
 * goes on with it, and so does the rebuild itself. A build that is under way already, or was left so, is not begun again.
 * Returns the names of those that are under way then.
 */
export async function announce(
  definitions: readonly AnyProjection[],
  { log, readStore }: { readonly log: EventLog; readonly readStore: ReadStore },
): Promise<ReadonlySet<string>> {
  const head = await endOf(log);
  if (head === undefined) return new Set(); // rows of nothing are there at once
  const entries = await readStore.builds();
  const underWay = new Set<string>();
  for (const definition of definitions) {
    const found = entries.filter((entry) => isUnderWay(entry, definition)).map(({ id }) => id);
    const ids = found.length > 0 ? found : [await begin(definition, head, readStore)];
    for (const { build } of ids) underWay.add(build);
  }
  return underWay;
}

const isUnderWay = ({ id, state, progress, replay }: BuildEntry, { name, version }: AnyProjection): boolean =>
  state === 'loading' &&
  progress !== undefined &&
  replay === undefined &&
  id.projection === name &&
  id.version === version;

async function begin(
  { name, version, table }: AnyProjection,
  head: LogEnd,
  readStore: ReadStore,
): Promise<BuildId> {
  const build = await readStore.create(name, version, table);
  try {
    const load = await build.load();
    await load.save({ head: { ...head, newestOccurredAt: null }, slab: 0, lastSubject: null });
    return build.id;
  } finally {
    await build.close();
  }
}
