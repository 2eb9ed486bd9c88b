import { randomBytes } from 'node:crypto';
import type { BuildId } from './builds';

/** A build's name is 12 hexadecimal digits by chance: safe in names of files and tables. */
export function newBuild(projection: string, version: number): BuildId {
  if (!/^[a-z0-9-]{1,64}$/.test(projection))
    throw new Error(`"${projection}" is no name for a projection; use a-z, 0-9 and -.`);
  return { projection, version, build: randomBytes(6).toString('hex') };
}
