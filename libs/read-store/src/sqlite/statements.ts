import type { DatabaseSync } from 'node:sqlite';
import type { LoadBatch, RowChanges } from '../read-store';
import { CellStatements } from './cells/cell-statements';
import { changeCells } from './cells/change-cells';
import { CheckpointStatements } from './checkpoint-statements';
import { MemberStatements } from './member-statements';
import { ParkedStatements } from './parked-statements';
import { RowStatements } from './row-statements';

/** The prepared statements on one build's file. */
export class BuildStatements {
  readonly rows: RowStatements;
  readonly checkpoint: CheckpointStatements;
  readonly members: MemberStatements;
  readonly parked: ParkedStatements;
  readonly cells: CellStatements;

  constructor(db: DatabaseSync, columns: readonly string[]) {
    this.rows = new RowStatements(db, columns);
    this.checkpoint = new CheckpointStatements(db);
    this.members = new MemberStatements(db);
    this.parked = new ParkedStatements(db);
    this.cells = new CellStatements(db);
  }

  /** Within the caller's transaction. */
  apply({ puts, removals, cells, members, parked, unparked }: RowChanges): void {
    for (const key of removals) this.rows.delete(key);
    for (const row of puts) this.rows.put(row);
    if (cells !== undefined) changeCells(this.cells, cells);
    for (const change of members ?? []) this.members.apply(change);
    for (const subject of unparked ?? []) this.parked.unpark(subject);
    for (const one of parked ?? []) this.parked.park(one);
  }

  /** As `apply`, but for cells: a load keeps them until its end. */
  insert({ rows, members, parked }: LoadBatch): void {
    this.rows.insert(rows);
    for (const change of members ?? []) this.members.apply(change);
    for (const one of parked ?? []) this.parked.park(one);
  }
}
