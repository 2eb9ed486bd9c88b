import { dumpRows, type AnyProjection } from '@rapport/projection';
import type { CellQuery, Columns, ReadModel } from '@rapport/read-store';

/** All that a read model holds, a line each, sorted: rows, cells by journey and by customer, links, parked subjects. */
export async function dumpModel(definition: AnyProjection, model: ReadModel<Columns>): Promise<string[]> {
  const lines: string[] = [];
  const measures = new Set<string>();
  for await (const rows of dumpRows(model)) lines.push(...rows.trimEnd().split('\n'));
  for (const scope of ['journeys', 'merged'] as const)
    for await (const page of model.pages(undefined, scope))
      for (const { subject, part, row } of page) {
        for (const { measure } of definition.cells?.(row, part) ?? []) measures.add(measure);
        lines.push(`${subject} is of ${(await model.customerOf(subject)) ?? 'nobody'}`);
      }
  for (const whose of ['journeys', 'customers'] as const)
    lines.push(...(await cellsOf(model, [...measures], whose)));
  for (const parked of await model.parked({ limit: 1_000 })) lines.push(`parked ${JSON.stringify(parked)}`);
  return lines.sort();
}

/** An entry may come in several parts, one for each scope. */
async function cellsOf(
  model: ReadModel<Columns>,
  measures: readonly string[],
  of: NonNullable<CellQuery['of']>,
): Promise<string[]> {
  if (measures.length === 0) return [];
  const counts = new Map<string, number>();
  for await (const { measure, group, width, entries } of model.cells(measures, { of }))
    for (let at = 0; at < entries.length; at += width) {
      const cell = `${of} ${measure} ${group} ${entries.subarray(at, at + width - 1).join(' ')}`;
      counts.set(cell, (counts.get(cell) ?? 0) + (entries[at + width - 1] ?? 0));
    }
  return [...counts].filter(([, count]) => count !== 0).map(([cell, count]) => `${cell}: ${count}`);
}
