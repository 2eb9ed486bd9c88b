import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { BuildId } from '../builds';
import { buildPath, lockPath } from './build-file';
import { BuildLock } from './build-lock';
import type { Catalogue } from './catalogue/catalogue';
import { isOfThisBoot, loadState, type LoadState } from './load-state';

/** Looks after all builds whose process died while it filled them. */
export function recover(folder: string, catalogue: Catalogue): void {
  catalogue.change(() => {
    for (const { id, state } of catalogue.builds()) {
      if (state !== 'loading') continue;
      const lock = BuildLock.take(lockPath(folder, id));
      if (lock === undefined) continue; // it is being filled
      lookAfter(folder, catalogue, id);
      lock.release();
    }
  });
}

/**
 * Tells the catalogue what became of a build that it has as loading, while its lock is held: one that was finished, though
 * the catalogue was not told, is complete; one that cannot be gone on with has no
 * progress.
 */
export function lookAfter(folder: string, catalogue: Catalogue, id: BuildId): void {
  const found = stateOf(buildPath(folder, id));
  if (found === 'finished') catalogue.completed(id);
  else catalogue.saved(id, found === 'empty' ? undefined : found);
}

/** What can be gone on with of a file that nobody holds. */
export function stateOf(path: string): LoadState {
  if (!existsSync(path)) return 'empty';
  const db = new DatabaseSync(path);
  try {
    return isOfThisBoot(db) ? loadState(db) : 'empty';
  } catch {
    return 'empty'; // damaged: its rows come from the log
  } finally {
    db.close();
  }
}
