import type { ReadStore } from '@rapport/read-store';
import { UnknownVersion, VersionInForce } from '../errors';

/** Forgets what is kept of another version of a projection. Returns how many builds went. @throws UnknownVersion, VersionInForce */
export async function removeVersion(readStore: ReadStore, name: string, version: number): Promise<number> {
  const kept = (await readStore.builds()).filter(
    ({ id, replay }) => id.projection === name && replay === undefined,
  );
  const builds = kept.filter(({ id }) => id.version === version);
  if (builds.length === 0)
    throw new UnknownVersion(name, version, [...new Set(kept.map(({ id }) => id.version))]);
  if (builds.some(({ state }) => state === 'in-force')) throw new VersionInForce(name, version);
  for (const { id } of builds) await readStore.remove(id);
  await readStore.sweep();
  return builds.length;
}
