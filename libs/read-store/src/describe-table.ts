import type { Columns } from './columns';

/** The columns as a build remembers them, so that another table under the same version is noticed. */
export function describeTable(table: Columns): string {
  return JSON.stringify(Object.entries(table).map(([name, { kind, nullable }]) => [name, kind, nullable]));
}
