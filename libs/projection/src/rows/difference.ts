import { sameCells, type EncodedRow, type RowKey } from '@rapport/read-store';

/** Collects what a commit has to change. */
export interface RowChangesDraft {
  readonly puts: EncodedRow[];
  readonly removals: RowKey[];
}

/** Adds to the draft what turns a journey's stored rows into the new ones. */
export function difference(
  stored: readonly EncodedRow[],
  rows: readonly EncodedRow[],
  draft: RowChangesDraft,
): void {
  const gone = new Map(stored.map((row) => [row.part, row]));
  for (const row of rows) {
    const former = gone.get(row.part);
    gone.delete(row.part);
    if (former === undefined || !sameCells(former.cells, row.cells)) draft.puts.push(row);
  }
  for (const { journeyId, part } of gone.values()) draft.removals.push({ journeyId, part });
}
