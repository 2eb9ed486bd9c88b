import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, BuildId, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { endOf } from './build-anew';
import type { LogEnd } from './fold-range';

/**
 * Leaves a beginning of each build that is asked for, as a rebuild does that is killed at once: after a kill the next start
 * goes on with it, and so does the rebuild itself. A build that is under way already, or was left so, is not begun again.
 * Returns the names of those that serve the request then.
 * @param serving names of those that do since an earlier attempt, complete ones too
 */
export async function announce(
  definitions: readonly AnyProjection[],
  { log, readStore }: { readonly log: EventLog; readonly readStore: ReadStore },
  serving: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const head = await endOf(log);
  if (head === undefined) return new Set(); // rows of nothing are there at once
  const entries = await readStore.builds();
  const all = new Set<string>();
  for (const definition of definitions) {
    const own = entries.filter(
      ({ id }) => id.projection === definition.name && id.version === definition.version,
    );
    const found = own.filter((entry) => serving.has(entry.id.build) || isUnderWay(entry)).map(({ id }) => id);
    const ids = found.length > 0 ? found : [await begin(definition, head, readStore)];
    for (const { build } of ids) all.add(build);
  }
  return all;
}

const isUnderWay = ({ state, progress, replay }: BuildEntry): boolean =>
  state === 'loading' && progress !== undefined && replay === undefined;

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
