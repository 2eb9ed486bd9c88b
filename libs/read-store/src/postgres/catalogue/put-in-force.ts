import { sql } from 'kysely';
import type { BuildId } from '../../builds';
import { expectFitForForce } from '../../catalogue-rows/build-row';
import { BuildHeld, BuildInForce, BuildLost } from '../../errors';
import type { CatalogueChange } from './change';
import { entryOf } from './entries';

/**
 * @throws BuildUnusable; BuildLost for one that this node does not hold, or not any more; BuildHeld where another living node
 * holds a former build
 */
export async function putInForce(
  change: CatalogueChange,
  builds: readonly BuildId[],
  node: string,
): Promise<void> {
  for (const id of builds) {
    expectFitForForce(id, await entryOf(change, id.build));
    await expectHeld(change, id, node);
    await supersede(change, id, node);
    await change.insertInto('in_force').values({ projection: id.projection, build: id.build }).execute();
  }
}

/** Whoever was buried meanwhile must not undo what its successor does. @throws BuildLost */
async function expectHeld(change: CatalogueChange, id: BuildId, node: string): Promise<void> {
  const held = await change
    .selectFrom('build')
    .select('build')
    .where('build', '=', id.build)
    .where('holder', '=', node)
    .executeTakeFirst();
  if (held === undefined) throw new BuildLost(id);
}

/** Takes the projection's former build, where there is one, out of force. */
async function supersede(
  change: CatalogueChange,
  { projection, build }: BuildId,
  node: string,
): Promise<void> {
  const former = await change
    .deleteFrom('in_force')
    .where('projection', '=', projection)
    .returning('build')
    .executeTakeFirst();
  if (former === undefined || former.build === build) return;
  const { version, holder } = await change
    .updateTable('build')
    .set({ left_force_at: sql`clock_timestamp()` })
    .where('build', '=', former.build)
    .returning(['version', 'holder'])
    .executeTakeFirstOrThrow();
  if (holder === null || holder === node) return;
  const living = await change.selectFrom('node').select('node').where('node', '=', holder).executeTakeFirst();
  if (living !== undefined) throw new BuildHeld({ projection, version, build: former.build });
}

/** What it holds goes with a sweep. @throws BuildInForce */
export async function removeBuild(change: CatalogueChange, id: BuildId): Promise<void> {
  const entry = await entryOf(change, id.build);
  if (entry?.state === 'in-force') throw new BuildInForce(id);
  await change.updateTable('build').set({ is_removed: true }).where('build', '=', id.build).execute();
}
