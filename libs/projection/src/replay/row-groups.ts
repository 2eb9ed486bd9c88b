import type { Columns, ReadModel, RowOf, StoredRow } from '@rapport/read-store';

/** All rows of one subject. */
export interface RowGroup<Table extends Columns> {
  readonly subject: string;
  /** By part. */
  readonly rows: readonly StoredRow<RowOf<Table>>[];
}

/** The rows of a model, subject by subject, in the order of their keys. */
export async function* rowGroups<Table extends Columns>(
  model: Pick<ReadModel<Table>, 'pages'>,
  of: 'journeys' | 'merged',
): AsyncGenerator<RowGroup<Table>> {
  let rows: StoredRow<RowOf<Table>>[] = [];
  for await (const page of model.pages(undefined, of)) {
    for (const row of page) {
      const subject = rows[0]?.subject;
      if (subject !== undefined && subject !== row.subject) {
        yield { subject, rows };
        rows = [];
      }
      rows.push(row);
    }
  }
  const subject = rows[0]?.subject;
  if (subject !== undefined) yield { subject, rows };
}

type Pair<Table extends Columns> = readonly [
  from: RowGroup<Table> | undefined,
  to: RowGroup<Table> | undefined,
];

/**
 * Both models side by side: each subject once, with its rows on either side. Subjects are ASCII, so that texts compare as bytes.
 * Lets go of both at its end, also where its reader leaves before.
 */
export async function* paired<Table extends Columns>(
  from: AsyncIterator<RowGroup<Table>, void>,
  to: AsyncIterator<RowGroup<Table>, void>,
): AsyncGenerator<Pair<Table>> {
  try {
    let [a, b] = [await next(from), await next(to)];
    while (a !== undefined || b !== undefined) {
      const first = b === undefined || (a !== undefined && a.subject < b.subject) ? a : b;
      const [left, right] = [
        a?.subject === first?.subject ? a : undefined,
        b?.subject === first?.subject ? b : undefined,
      ];
      yield [left, right];
      if (left !== undefined) a = await next(from);
      if (right !== undefined) b = await next(to);
    }
  } finally {
    await Promise.allSettled([from.return?.(), to.return?.()]);
  }
}

async function next<T>(iterator: AsyncIterator<T, void>): Promise<T | undefined> {
  const { value, done } = await iterator.next();
  return done === true || value === undefined ? undefined : value;
}
