import type { Columns, ReadModel } from '@rapport/read-store';

/**
 * All rows as NDJSON, one line a row: `{"subject", "part", "row"}`, columns in the order of the table. Those of journeys come
 * first, then the merged ones of customers, each in key order. Two read models have the same rows when their dumps are equal
 * byte for byte.
 */
export async function* dumpRows<Table extends Columns>(
  model: Pick<ReadModel<Table>, 'pages'>,
): AsyncGenerator<string> {
  for (const scope of ['journeys', 'merged'] as const)
    for await (const page of model.pages(undefined, scope))
      yield page.map((stored) => `${JSON.stringify(stored)}\n`).join('');
}
