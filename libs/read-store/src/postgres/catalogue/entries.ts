import type { BuildEntry, BuildId } from '../../builds';
import { toBuildEntry } from '../../catalogue-rows/build-row';
import type { Catalogue } from './change';

const entriesOf = (catalogue: Catalogue) =>
  catalogue
    .selectFrom('build')
    .leftJoin('in_force', 'in_force.build', 'build.build')
    .where('is_removed', '=', false)
    .select([
      'build.build',
      'build.projection',
      'version',
      'replay',
      'progress',
      'completed',
      'in_force.build as in_force',
    ]);

/** In the port's order. */
export async function listBuilds(catalogue: Catalogue): Promise<BuildEntry[]> {
  const rows = await entriesOf(catalogue)
    .orderBy('build.projection')
    .orderBy('version')
    .orderBy('completed', (order) => order.asc().nullsLast())
    .orderBy('number')
    .execute();
  return rows.map(toBuildEntry);
}

export async function entryOf(catalogue: Catalogue, build: string): Promise<BuildEntry | undefined> {
  const row = await entriesOf(catalogue).where('build.build', '=', build).executeTakeFirst();
  return row && toBuildEntry(row);
}

/** By projection. */
export async function listInForce(catalogue: Catalogue): Promise<BuildId[]> {
  return catalogue
    .selectFrom('in_force')
    .innerJoin('build', 'build.build', 'in_force.build')
    .select(['build.projection', 'version', 'build.build'])
    .orderBy('build.projection')
    .execute();
}
