import { sql } from 'kysely';
import type { BuildId } from '../../builds';
import { dropTables } from '../tables/layout';
import type { CatalogueChange } from './change';

/** How long requests that began on another node may go on with a build that has left force. */
export const graceMs = 10_000;

export interface Sweepable extends BuildId {
  /** Somebody may have begun to read it when it was in force. */
  readonly mayBeRead: boolean;
}

/**
 * What is of no more use and held by nobody who lives, by age. Of use is: what is in force, what is a replay's, and of each
 * version of a projection the build that was completed last and the newest one, if that is loading with saved progress.
 */
export async function sweepable(
  change: CatalogueChange,
  schema: string,
  node: string,
): Promise<readonly Sweepable[]> {
  const of = (name: string) => sql.id(schema, name);
  const { rows } = await sql<Sweepable>`
    WITH kept AS (
      SELECT projection, version, max(number) AS newest, max(completed) AS completed_last
      FROM ${of('build')} WHERE NOT is_removed AND replay IS NULL GROUP BY projection, version)
    SELECT one.projection, one.version, build,
      left_force_at > clock_timestamp() - ${graceMs} * interval '1 ms'
        AND EXISTS (SELECT FROM ${of('node')} WHERE node.node <> ${node}) IS TRUE AS "mayBeRead"
    FROM ${of('build')} AS one LEFT JOIN kept ON (kept.projection, kept.version) = (one.projection, one.version)
    WHERE NOT EXISTS (SELECT FROM ${of('in_force')} AS force WHERE force.build = one.build)
      AND NOT EXISTS (SELECT FROM ${of('node')} AS living WHERE living.node = one.holder)
      AND (is_removed OR replay IS NULL AND CASE
        WHEN completed IS NULL THEN progress IS NULL OR number < newest
        ELSE completed < completed_last END)
    ORDER BY number`.execute(change);
  return rows;
}

/** Removes a build and its tables; waits a moment for those who read them. */
export async function drop(change: CatalogueChange, schema: string, { build }: BuildId): Promise<void> {
  await sql`SET LOCAL lock_timeout = '1s'`.execute(change);
  await sql.raw(dropTables(schema, build)).execute(change);
  await change.deleteFrom('build').where('build', '=', build).execute();
}
