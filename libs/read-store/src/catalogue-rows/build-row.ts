import type { BuildEntry, BuildId, LoadProgress } from '../builds';
import { BuildUnusable } from '../errors';

/** A build as catalogues keep it. */
export interface BuildRow {
  readonly build: string;
  readonly projection: string;
  readonly version: number;
  readonly replay: string | null;
  /** JSON of a `LoadProgress`. */
  readonly progress: string | null;
  /** Its place among those that were completed. */
  readonly completed: number | null;
  /** Its own name; null where it is not in force. */
  readonly in_force: string | null;
}

export function toBuildEntry(row: BuildRow): BuildEntry {
  const { build, projection, version, replay, progress, completed, in_force: inForce } = row;
  return {
    id: { projection, version, build },
    state: inForce !== null ? 'in-force' : completed !== null ? 'complete' : 'loading',
    progress: progress === null ? undefined : (JSON.parse(progress) as LoadProgress),
    replay: replay ?? undefined,
  };
}

/** @throws BuildUnusable for one that cannot be put in force */
export function expectFitForForce(id: BuildId, entry: BuildEntry | undefined): void {
  if (entry === undefined) throw new BuildUnusable(id, 'it is missing');
  if (entry.state === 'loading') throw new BuildUnusable(id, 'it is not complete');
  if (entry.replay !== undefined) throw new BuildUnusable(id, `it is part of replay ${entry.replay}`);
}
