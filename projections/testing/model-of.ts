import type { Columns, ReadModel, RowOf } from '@rapport/read-store';

/** A read model that answers from rows in memory, in pages of two. */
export function modelOf<Table extends Columns>(
  rows: readonly { readonly journeyId?: string; readonly part: string; readonly row: RowOf<Table> }[],
): Pick<ReadModel<Table>, 'pages' | 'journey'> {
  const stored = rows.map((row) => ({ journeyId: 'j1', ...row }));
  return {
    journey: (journeyId) => Promise.resolve(stored.filter((row) => row.journeyId === journeyId)),
    async *pages() {
      for (let from = 0; from < stored.length; from += 2) yield Promise.resolve(stored.slice(from, from + 2));
    },
  };
}
