import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDockerfile } from './dockerfile';

const root = join(__dirname, '../../../..');
/** `USER node` of the image, whatever it is called here. */
const containerUser = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

/** What the Dockerfile's last stage copies, in a folder that nobody can write to. */
export interface UnpackedImage {
  /** How to start a program of it: as the user of the container, in its folder, with its variables and no others. */
  readonly options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly uid?: number;
    readonly gid?: number;
  };
  /** A folder that this user may write to, as a volume. */
  volume(name: string): string;
  remove(): void;
}

export function unpackImage(): UnpackedImage {
  const { copied, env } = readDockerfile();
  const top = mkdtempSync(join(tmpdir(), 'rapport-image-'));
  chmodSync(top, 0o755);
  const [folder, bin] = [join(top, 'app'), join(top, 'bin')];
  for (const made of [folder, bin]) mkdirSync(made);
  for (const name of copied)
    if (name === 'node_modules') linkProductionPackages(folder);
    else cpSync(join(root, name), join(folder, name), { recursive: true });
  linkOrCopy(process.execPath, join(bin, 'node'));
  setModes(folder, 0o555);
  return {
    options: { cwd: folder, env: { ...env, PATH: bin }, ...containerUser },
    volume: (name) => {
      mkdirSync(join(top, name));
      chmodSync(join(top, name), 0o777);
      return join(top, name);
    },
    remove: () => {
      setModes(folder, 0o755);
      rmSync(top, { recursive: true });
    },
  };
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** What `npm prune --omit=dev` leaves of `node_modules`. */
function linkProductionPackages(folder: string): void {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev, devOptional }] of Object.entries(packages))
    if (path !== '' && dev !== true && devOptional !== true) linkPackage(path, folder);
}

function linkPackage(path: string, folder: string): void {
  for (const entry of entriesOf(join(root, path))) {
    const name = join(path, entry);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    linkOrCopy(join(root, name), join(folder, name));
  }
}

/** Files of a package without those of packages in it; none where it is for another platform. */
function entriesOf(folder: string, below = ''): string[] {
  const nested = below === 'node_modules' || below.endsWith('/node_modules');
  if (nested) return [];
  try {
    return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? entriesOf(folder, join(below, entry.name)) : [join(below, entry.name)],
    );
  } catch {
    return [];
  }
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to); // on another file system
  }
}

/** Of all folders; the files may be links to those of the project. */
function setModes(folder: string, mode: number): void {
  chmodSync(folder, mode);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) setModes(join(folder, entry.name), mode);
}
