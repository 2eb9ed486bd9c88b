import type { FoldedRow } from '../fold/folder';

/** What turns the rows of a subject into others. */
export interface Difference {
  readonly gone: readonly FoldedRow[];
  readonly come: readonly FoldedRow[];
}

const none: Difference = { gone: [], come: [] };

/** Rows that stayed the same are the same object in both: whoever makes rows is given the former ones. */
export function difference(former: readonly FoldedRow[], rows: readonly FoldedRow[]): Difference {
  if (former === rows) return none;
  return { gone: without(former, rows), come: without(rows, former) };
}

function without(rows: readonly FoldedRow[], others: readonly FoldedRow[]): readonly FoldedRow[] {
  if (others.length === 0) return rows;
  if (others.length < 8) return rows.filter((row) => !others.includes(row));
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}
