import type { BuildEntry, BuildId } from '@rapport/read-store';
import type { AnyProjection } from '../definition';

/** What a read store holds of one version of a projection. */
export interface Kept {
  readonly inForce: BuildId | undefined;
  /** The newest that is not in force: prepared for this version, or left by it when another took over. */
  readonly complete: BuildId | undefined;
  /** One that a rebuild finished and did not come to put in force: after the one in force was. */
  readonly finished: BuildId | undefined;
  /** A rebuild that is under way somewhere else, or was broken off and can be gone on with. */
  readonly loading: BuildId | undefined;
  /** Events that it had saved last. */
  readonly loadedEvents: number;
  /** The version in force, where it is another. */
  readonly otherVersion: number | undefined;
}

/** @param entries as the read store lists them */
export function keptOf({ name, version }: AnyProjection, entries: readonly BuildEntry[]): Kept {
  const all = entries.filter(({ id, replay }) => id.projection === name && replay === undefined);
  const own = all.filter(({ id }) => id.version === version);
  const loading = own.findLast(({ progress }) => progress !== undefined);
  const inForceAt = own.findIndex(({ state }) => state === 'in-force');
  return {
    inForce: own.find(({ state }) => state === 'in-force')?.id,
    complete: own.findLast(({ state }) => state === 'complete')?.id,
    finished:
      inForceAt === -1 ? undefined : own.slice(inForceAt).findLast(({ state }) => state === 'complete')?.id,
    loading: loading?.id,
    loadedEvents: loading?.progress?.done ?? 0,
    otherVersion: all.find(({ id, state }) => state === 'in-force' && id.version !== version)?.id.version,
  };
}
