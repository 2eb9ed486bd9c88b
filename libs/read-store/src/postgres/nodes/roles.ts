import { sql } from 'kysely';
import { changed } from '../catalogue/change';
import type { Database } from '../connection/database';
import type { Statement } from '../connection/statement';
import type { HeldRole } from '../../shared-store';
import { notify } from './notify';

/** Who does what: the roles of the nodes that live. */
export class Roles {
  private readonly takeFree: Statement;
  private readonly list: Statement;

  constructor(
    private readonly db: Database,
    private readonly schema: string,
    private readonly node: string,
  ) {
    const [role, nodes] = [`"${schema}".role`, `"${schema}".node`];
    this.takeFree = {
      name: 'take role',
      text: `INSERT INTO ${role} AS held (role, node) SELECT $1, $2 WHERE EXISTS (SELECT FROM ${nodes} WHERE node = $2)
        ON CONFLICT (role) DO UPDATE SET node = excluded.node, wanted_by = nullif(held.wanted_by, excluded.node)
        WHERE held.node = excluded.node OR NOT EXISTS (SELECT FROM ${nodes} AS living WHERE living.node = held.node)`,
    };
    this.list = {
      name: 'roles',
      text: `SELECT role, held.node, wanting.node FROM ${role} AS held JOIN ${nodes} AS living ON living.node = held.node
        LEFT JOIN ${nodes} AS wanting ON wanting.node = held.wanted_by ORDER BY role`,
    };
  }

  async all(): Promise<HeldRole[]> {
    const { rows } = await this.db.run(this.list, []);
    return (rows as readonly (readonly [string, string, string | null])[]).map(([role, node, wantedBy]) => ({
      ...{ role, node, wantedBy: wantedBy ?? undefined },
    }));
  }

  async take(role: string): Promise<boolean> {
    return (await this.db.run(this.takeFree, [role, this.node])).count === 1;
  }

  /** Of several the first by name is asked for: so those that wait for each other's roles agree who gets all of them. */
  want(role: string): Promise<void> {
    return changed(this.db, this.schema, async (change) => {
      const wanted = await change
        .updateTable('role')
        .set({ wanted_by: this.node })
        .where('role', '=', role)
        .where('node', '<>', this.node)
        .where(sql<boolean>`(wanted_by IS NULL OR wanted_by > ${this.node} COLLATE "C")`)
        .returning('role')
        .execute();
      if (wanted.length > 0) await notify(change, this.schema, { kind: 'roles' });
    });
  }

  release(role: string): Promise<void> {
    return changed(this.db, this.schema, async (change) => {
      const passedOn = await change
        .updateTable('role')
        .set({ node: sql`wanted_by`, wanted_by: null })
        .where('role', '=', role)
        .where('node', '=', this.node)
        .where('wanted_by', 'in', change.selectFrom('node').select('node'))
        .returning('role')
        .execute();
      const freed = await change
        .deleteFrom('role')
        .where('role', '=', role)
        .where('node', '=', this.node)
        .returning('role')
        .execute();
      if (passedOn.length + freed.length > 0) await notify(change, this.schema, { kind: 'roles' });
    });
  }
}
