import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildId } from '../builds';

const fileName = /^([a-z0-9-]{1,64})-v(\d{1,9})-([0-9a-f]{12})\.sqlite(\.part)?(-wal|-shm|-journal|\.lock)?$/;

/** A file's name is given once and never changed: renaming under an open WAL connection loses the change silently. */
export function buildPath(folder: string, { projection, version, build }: BuildId): string {
  return join(folder, `${projection}-v${version}-${build}.sqlite`);
}

/** Beside a build's file, for what another thread adds while it is loaded. */
export const partPath = (path: string): string => `${path}.part`;

export const lockPath = (folder: string, id: BuildId): string => `${buildPath(folder, id)}.lock`;

/** The builds that have a file in the folder. */
export function buildsIn(folder: string): BuildId[] {
  const builds = new Map<string, BuildId>();
  for (const name of readdirSync(folder)) {
    const [, projection, version, build] = fileName.exec(name) ?? [];
    if (projection === undefined || version === undefined || build === undefined) continue;
    builds.set(build, { projection, version: Number(version), build });
  }
  return [...builds.values()];
}

export function removeBuild(folder: string, id: BuildId): void {
  removeFile(buildPath(folder, id));
  removeFile(partPath(buildPath(folder, id)));
}

/** A database, with what SQLite keeps beside it. */
export function removeFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

export function removeLock(folder: string, id: BuildId): void {
  rmSync(lockPath(folder, id), { force: true });
}
