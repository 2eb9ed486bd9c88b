import type { BuildEntry, Replay, ReplayEntry } from '../../builds';
import { toReplayEntry } from '../../catalogue-rows/replay-row';
import { ReplayExists } from '../../errors';
import type { Catalogue, CatalogueChange } from './change';
import { listBuilds } from './entries';

/** @throws ReplayExists */
export async function addReplay(
  change: CatalogueChange,
  { name, asOf, knownAt, projections, expiresAt }: Replay,
): Promise<void> {
  const added = await change
    .insertInto('replay')
    .values({
      ...{ name, as_of: asOf, known_at: knownAt, expires_at: expiresAt },
      projections: JSON.stringify(projections),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  if (added === undefined) throw new ReplayExists(name);
}

/** By name, with their builds. */
export async function listReplays(catalogue: Catalogue): Promise<ReplayEntry[]> {
  const replays = await catalogue.selectFrom('replay').selectAll().orderBy('name').execute();
  const builds: readonly BuildEntry[] = replays.length === 0 ? [] : await listBuilds(catalogue);
  return replays.map((row) => toReplayEntry(row, builds));
}

/** Forgets these replays and their builds. */
export async function removeReplays(change: CatalogueChange, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await change
    .updateTable('build')
    .set({ is_removed: true, replay: null })
    .where('replay', 'in', names)
    .execute();
  await change.deleteFrom('replay').where('name', 'in', names).execute();
}

/** @param now milliseconds */
export async function removeExpired(change: CatalogueChange, now: number): Promise<void> {
  const expired = await change.selectFrom('replay').select('name').where('expires_at', '<=', now).execute();
  await removeReplays(
    change,
    expired.map(({ name }) => name),
  );
}
