import { DatabaseSync } from 'node:sqlite';
import { buildPath, lockPath } from './build-file';
import { BuildLock } from './build-lock';
import type { Catalogue } from './catalogue/catalogue';
import { loadState } from './load-state';

/**
 * Looks after builds whose process died while it filled them: one that was finished, though the catalogue was not told, is
 * complete; one that cannot be gone on with is forgotten.
 */
export function recover(folder: string, catalogue: Catalogue): void {
  catalogue.change(() => {
    for (const { id, state } of catalogue.builds()) {
      if (state !== 'loading') continue;
      const lock = BuildLock.take(lockPath(folder, id));
      if (lock === undefined) continue; // it is being filled
      const found = stateOf(buildPath(folder, id));
      if (found === 'finished') catalogue.completed(id);
      else if (found === 'lost') catalogue.remove(id);
      else catalogue.saved(id, found);
      lock.release();
    }
  });
}

function stateOf(path: string): ReturnType<typeof loadState> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path);
    return loadState(db);
  } catch {
    return 'lost'; // missing or damaged: its rows come from the log
  } finally {
    db?.close();
  }
}
