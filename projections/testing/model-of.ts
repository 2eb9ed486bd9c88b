import type { Columns, ReadModel, RowOf } from '@rapport/read-store';

/** A read model that answers from rows in memory, in pages of two. */
export function modelOf<Table extends Columns>(
  rows: readonly { readonly subject?: string; readonly part: string; readonly row: RowOf<Table> }[],
): Pick<ReadModel<Table>, 'pages' | 'subject'> {
  const stored = rows.map((row) => ({ subject: 'j1', ...row }));
  return {
    subject: (key) => Promise.resolve(stored.filter((row) => row.subject === key)),
    async *pages() {
      for (let from = 0; from < stored.length; from += 2) yield Promise.resolve(stored.slice(from, from + 2));
    },
  };
}
