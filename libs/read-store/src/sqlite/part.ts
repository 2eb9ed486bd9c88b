import type { BuildId } from '../builds';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import { removeFile } from './build-file';
import { stateOf } from './left-behind';
import { SqliteReadBuild, type BuildEvents } from './read-build';

/** In no catalogue, and under the lock of the build that it is part of. */
const unheard: BuildEvents = {
  saved: () => undefined,
  completed: () => undefined,
  closed: () => undefined,
};

/** The part of a load that its thread left behind, where it can be gone on with; else an empty one. */
export function openPart<T extends Columns>(
  path: string,
  id: BuildId,
  table: T,
  partFrom: string,
): SqliteReadBuild<T> {
  const state = stateOf(path);
  if (typeof state === 'object' && state.partFrom === partFrom) {
    try {
      return SqliteReadBuild.open(id, path, table, unheard);
    } catch (error) {
      if (!(error instanceof BuildUnusable)) throw error;
    }
  }
  removeFile(path);
  return SqliteReadBuild.create(id, path, table, unheard);
}
