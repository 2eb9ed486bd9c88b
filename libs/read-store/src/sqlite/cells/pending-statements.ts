import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CellScope } from '../../cells';
import type { Series } from '../../packed-cells/series';
import type { PackedSlab } from '../../packed-cells/slab';

/** Cells that a load has saved, as they came. The table goes when the load is finished. */
export const pendingTable = `
  CREATE TABLE pending (
    measure TEXT NOT NULL, grp TEXT NOT NULL, scope TEXT NOT NULL,
    width INTEGER NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX pending_by_series ON pending (measure, grp, scope);
`;

export interface WideSeries extends Series {
  readonly width: number;
}

export class PendingStatements {
  private readonly put: StatementSync;
  private readonly list: StatementSync;
  private readonly select: StatementSync;
  private readonly remove: StatementSync;

  constructor(db: DatabaseSync) {
    const ofSeries = 'measure = ? AND grp = ? AND scope = ?';
    this.put = db.prepare('INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?)');
    this.list = db.prepare('SELECT DISTINCT measure, grp, scope, width FROM pending');
    this.select = db.prepare(`SELECT size, data FROM pending WHERE ${ofSeries}`);
    this.remove = db.prepare(`DELETE FROM pending WHERE ${ofSeries}`);
  }

  save({ measure, group, scope }: Series, width: number, { size, data }: PackedSlab): void {
    this.put.run(measure, group, scope, width, size, data);
  }

  series(): WideSeries[] {
    return this.list.all().map((row) => ({
      measure: row.measure as string,
      group: row.grp as string,
      scope: row.scope as CellScope,
      width: row.width as number,
    }));
  }

  take({ measure, group, scope }: Series): PackedSlab[] {
    const slabs = this.select
      .all(measure, group, scope)
      .map(({ size, data }) => ({ size: size as number, data: data as Uint8Array }));
    if (slabs.length > 0) this.remove.run(measure, group, scope);
    return slabs;
  }
}
