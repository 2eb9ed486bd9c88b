import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

const { packages } = JSON.parse(
  readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8'),
) as Lockfile;

/** `npm install` leaves out what it cannot find for other platforms, and `npm ci` then refuses the lockfile on all. */
it('locks what is optional for every platform', () => {
  const places = Object.keys(packages);
  const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const isLocked = (name: string): boolean => places.some((place) => place.endsWith(`node_modules/${name}`));
  expect(optional).not.toEqual([]);
  expect(optional.filter((name) => !isLocked(name))).toEqual([]);
});
