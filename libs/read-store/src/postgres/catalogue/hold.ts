import { sql } from 'kysely';
import type { BuildId, LoadProgress } from '../../builds';
import { BuildHeld, BuildUnusable, ReadStoreUnavailable, ReplayMissing } from '../../errors';
import type { CatalogueChange } from './change';
import { describeTable } from '../../describe-table';
import type { Columns } from '../../columns';
import { tableFormat } from '../tables/layout';

/** What its only writer knows of a build. */
export interface Held {
  readonly epoch: number;
  /** `empty`: nothing was saved yet. */
  readonly state: 'empty' | 'finished' | LoadProgress;
  /** How many were made. */
  readonly commits: number;
  /** Of the checkpoint. */
  readonly position: string | null;
}

/** Notes a new build, held by this node. @throws ReplayMissing */
export async function addBuild(
  change: CatalogueChange,
  { projection, version, build }: BuildId,
  {
    table,
    node,
    replay,
  }: { readonly table: Columns; readonly node: string; readonly replay: string | undefined },
): Promise<Held> {
  await expectLiving(change, node);
  if (replay !== undefined) {
    const known = await change
      .selectFrom('replay')
      .select('name')
      .where('name', '=', replay)
      .executeTakeFirst();
    if (known === undefined) throw new ReplayMissing(replay);
  }
  const row = { build, projection, version, replay: replay ?? null, holder: node };
  const { epoch } = await change
    .insertInto('build')
    .values({ ...row, format: tableFormat, columns: describeTable(table) })
    .returning('epoch')
    .executeTakeFirstOrThrow();
  return { epoch, state: 'empty', commits: 0, position: null };
}

/**
 * Takes a build for this node, which is its only writer from now on.
 * @param taker `isHere`: the node knows that it has it. Where it does not, the answer that it had it was lost.
 * @throws BuildUnusable
 */
export async function holdBuild(
  change: CatalogueChange,
  id: BuildId,
  table: Columns,
  { node, isHere }: { readonly node: string; readonly isHere: boolean },
): Promise<Held> {
  await expectLiving(change, node);
  const row = await change
    .selectFrom('build')
    .leftJoin('node', 'node.node', 'build.holder')
    .where('build', '=', id.build)
    .where('is_removed', '=', false)
    .select(['format', 'columns', 'progress', 'completed', 'commits', 'position', 'node.node as holder'])
    .forUpdate('build') // what its last holder had begun to commit ends first
    .executeTakeFirst();
  if (row === undefined) throw new BuildUnusable(id, 'it is missing');
  if (row.holder !== null && (row.holder !== node || isHere)) throw new BuildHeld(id);
  const reason = misfit(row, table);
  if (reason !== undefined) throw new BuildUnusable(id, reason);
  if (row.completed === null && row.progress === null) throw new BuildUnusable(id, 'it was left half filled');
  const { epoch } = await change
    .updateTable('build')
    .set({ holder: node, epoch: sql`epoch + 1` })
    .where('build', '=', id.build)
    .returning('epoch')
    .executeTakeFirstOrThrow();
  const state = row.completed === null ? (JSON.parse(row.progress ?? '') as LoadProgress) : 'finished';
  return { epoch, state, commits: row.commits, position: row.position };
}

/** Lets go of it, unless somebody has taken it meanwhile. */
export async function letGoOfBuild(
  change: CatalogueChange,
  { build }: BuildId,
  epoch: number,
): Promise<void> {
  await change
    .updateTable('build')
    .set({ holder: null })
    .where('build', '=', build)
    .where('epoch', '=', epoch)
    .execute();
}

/** Lets go of a build that a node holds without knowing it: the answer was lost. */
export async function letGoUnawares(
  change: CatalogueChange,
  { build }: BuildId,
  node: string,
): Promise<void> {
  await change
    .updateTable('build')
    .set({ holder: null })
    .where('build', '=', build)
    .where('holder', '=', node)
    .execute();
}

/** Why the build does not fit the table; undefined where it does. */
export function misfit(
  { format, columns }: { readonly format: number; readonly columns: string },
  table: Columns,
): string | undefined {
  if (format !== tableFormat) return `its format is ${format}, not ${tableFormat}`;
  if (columns !== describeTable(table)) return 'its columns are not those of the projection';
  return undefined;
}

/** A node that was buried holds nothing until it has come back, which it does within a moment. */
async function expectLiving(change: CatalogueChange, node: string): Promise<void> {
  const living = await change.selectFrom('node').select('node').where('node', '=', node).executeTakeFirst();
  if (living === undefined) throw new ReadStoreUnavailable('This node was silent for longer than its lease.');
}
