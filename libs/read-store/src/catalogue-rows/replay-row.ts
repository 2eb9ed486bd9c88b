import type { BuildEntry, ReplayEntry } from '../builds';

/** A replay as catalogues keep it. */
export interface ReplayRow {
  readonly name: string;
  readonly as_of: number | null;
  readonly known_at: number | null;
  /** JSON of their names. */
  readonly projections: string;
  readonly expires_at: number;
}

/** @param builds those of the replay among others */
export function toReplayEntry(row: ReplayRow, builds: readonly BuildEntry[]): ReplayEntry {
  return {
    name: row.name,
    asOf: row.as_of,
    knownAt: row.known_at,
    projections: JSON.parse(row.projections) as string[],
    expiresAt: row.expires_at,
    builds: builds.filter(({ replay }) => replay === row.name),
  };
}
