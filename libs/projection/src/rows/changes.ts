import type {
  Cell,
  CellChange,
  EncodedRow,
  MembershipChange,
  Parked,
  RowChanges,
  RowKey,
} from '@rapport/read-store';
import type { FoldedRow } from '../fold/folder';
import type { Difference } from './difference';

type Scope = CellChange['scope'];

/** Collects what one commit has to change. */
export class Changes implements RowChanges {
  readonly puts: EncodedRow[] = [];
  readonly removals: RowKey[] = [];
  readonly cells: CellChange[] = [];
  readonly members: MembershipChange[] = [];
  readonly parked: Parked[] = [];
  readonly unparked: string[] = [];

  /** Rows of a subject, with what they take from roll-ups and what they add. */
  rows({ gone, come }: Difference, scope: Scope): void {
    for (const row of come) this.puts.push(row);
    for (const { subject, part } of gone) {
      if (!come.some((row) => row.part === part)) this.removals.push({ subject, part });
    }
    this.take(gone, scope);
    this.add(come, scope);
  }

  add(rows: readonly FoldedRow[], scope: Scope): void {
    for (const { rollUp } of rows) this.count(rollUp, scope, 1);
  }

  take(rows: readonly FoldedRow[], scope: Scope): void {
    for (const { rollUp } of rows) this.count(rollUp, scope, -1);
  }

  private count(cells: readonly Cell[], scope: Scope, count: number): void {
    for (const { measure, group, values } of cells) this.cells.push({ measure, group, values, scope, count });
  }
}
