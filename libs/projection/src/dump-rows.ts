import type { Columns, ReadModel } from '@rapport/read-store';

/**
 * All rows as NDJSON, one line a row: `{"subject", "part", "row"}` in key order, columns in the order of the table. Two
 * read models hold the same when their dumps are equal byte for byte.
 */
export async function* dumpRows<Table extends Columns>(
  model: Pick<ReadModel<Table>, 'pages'>,
): AsyncGenerator<string> {
  for await (const page of model.pages()) yield page.map((stored) => `${JSON.stringify(stored)}\n`).join('');
}
