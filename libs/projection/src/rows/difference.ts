import { sameCells, type EncodedRow, type RowKey } from '@rapport/read-store';

/** Collects what a commit has to change. */
export interface RowChangesDraft {
  readonly puts: EncodedRow[];
  readonly removals: RowKey[];
}

/** Adds to the draft what turns a journey's stored rows into the new ones. Returns how many rows that touches. */
export function difference(
  stored: readonly EncodedRow[],
  rows: readonly EncodedRow[],
  draft: RowChangesDraft,
): number {
  const before = draft.puts.length + draft.removals.length;
  const gone = new Map(stored.map((row) => [row.part, row]));
  for (const row of rows) {
    const former = gone.get(row.part);
    gone.delete(row.part);
    if (former === undefined || !sameCells(former.cells, row.cells)) draft.puts.push(row);
  }
  for (const { journeyId, part } of gone.values()) draft.removals.push({ journeyId, part });
  return draft.puts.length + draft.removals.length - before;
}
