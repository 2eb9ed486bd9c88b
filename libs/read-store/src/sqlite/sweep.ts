import type { BuildId } from '../builds';
import { buildsIn, lockPath, removeBuild, removeLock } from './build-file';
import { BuildLock } from './build-lock';
import type { Catalogue } from './catalogue/catalogue';

/** Removes the files and the entries of builds that are of no more use. What somebody holds stays until the next sweep. */
export function sweep(folder: string, catalogue: Catalogue, now: number | undefined): BuildId[] {
  return catalogue.change(() => {
    if (now !== undefined) catalogue.replays.removeExpired(now);
    const ofUse = catalogue.ofUse();
    const files = buildsIn(folder);
    const known = new Set(files.map(({ build }) => build));
    const fileless = catalogue.builds().flatMap(({ id }) => (known.has(id.build) ? [] : id));
    return [...files, ...fileless].filter((id) => !ofUse.has(id.build) && removed(folder, catalogue, id));
  });
}

function removed(folder: string, catalogue: Catalogue, id: BuildId): boolean {
  const lock = BuildLock.take(lockPath(folder, id));
  if (lock === undefined) return false;
  catalogue.remove(id);
  removeBuild(folder, id);
  lock.release(); // nobody takes it in between: that needs the catalogue's transaction
  removeLock(folder, id);
  return true;
}
