import { sql } from 'kysely';
import { changed, type CatalogueChange } from '../catalogue/change';
import type { Database } from '../connection/database';
import { nodeStatements } from './node-statements';
import { notify } from './notify';

/** Frees what nodes held whose lease has ended, and tells the others. Returns which. */
export async function bury(db: Database, schema: string, nodes: readonly string[]): Promise<string[]> {
  await db.run(nodeStatements(schema).disconnect, [nodes]);
  return changed(db, schema, async (change) => {
    const rows = await change
      .deleteFrom('node')
      .where('node', 'in', nodes)
      .where('expires_at', '<=', sql<Date>`clock_timestamp()`)
      .returning('node')
      .execute();
    const dead = rows.map(({ node }) => node);
    await free(change, schema, dead);
    return dead;
  });
}

/** Takes a node that leaves from the others' list, and frees what it held. */
export function leave(db: Database, schema: string, node: string): Promise<void> {
  return changed(db, schema, async (change) => {
    await change.deleteFrom('node').where('node', '=', node).execute();
    await free(change, schema, [node]);
  });
}

/** Of nodes that are gone. Roles go to whoever wants them. */
async function free(change: CatalogueChange, schema: string, gone: readonly string[]): Promise<void> {
  if (gone.length === 0) return;
  await change
    .updateTable('build')
    .set({ holder: null, epoch: sql`epoch + 1` })
    .where('holder', 'in', gone)
    .execute();
  await change.updateTable('role').set({ wanted_by: null }).where('wanted_by', 'in', gone).execute();
  await change
    .updateTable('role')
    .set({ node: sql`wanted_by`, wanted_by: null })
    .where('node', 'in', gone)
    .where('wanted_by', 'is not', null)
    .execute();
  await change.deleteFrom('role').where('node', 'in', gone).execute();
  await notify(change, schema, { kind: 'roles' });
}
