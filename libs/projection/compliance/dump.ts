import { dumpRows } from '@rapport/projection';
import type { CellQuery, Columns, Parked, ReadModel } from '@rapport/read-store';

/** Those of the test projections. */
const measures = ['events', 'paths', 'spent'];

/**
 * All that a read model holds, as text: rows, cells by journey and by customer, parked subjects, members. By the revisions of
 * the events that parked them it knows the order of arrival, so those are left out.
 */
export async function dump(model: ReadModel<Columns>): Promise<string> {
  let all = '';
  for await (const lines of dumpRows(model)) all += lines;
  for (const whose of ['journeys', 'customers'] as const) {
    const counts = await countsOf(model, whose);
    for (const [cell, count] of [...counts].sort()) if (count !== 0) all += `${whose} ${cell} ${count}\n`;
  }
  const subjects = new Set<string>();
  for (const parked of await parkedIn(model))
    all += `parked ${JSON.stringify({ ...parked, revision: undefined })}\n`;
  for await (const page of model.pages()) for (const { subject } of page) subjects.add(subject);
  for (const subject of subjects) all += `${subject} of ${(await model.customerOf(subject)) ?? 'nobody'}\n`;
  return all;
}

/** By measure, group and values. An entry may come in several parts, one for each scope. */
async function countsOf(
  model: ReadModel<Columns>,
  of: NonNullable<CellQuery['of']>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { measure, group, width, entries } of model.cells(measures, { of })) {
    for (let at = 0; at < entries.length; at += width) {
      const values = [...entries.subarray(at, at + width - 1)];
      const cell = JSON.stringify([measure, group, values]);
      counts.set(cell, (counts.get(cell) ?? 0) + (entries[at + width - 1] ?? 0));
    }
  }
  return counts;
}

async function parkedIn(model: ReadModel<Columns>): Promise<Parked[]> {
  const all: Parked[] = [];
  for (let after: string | undefined; ; after = all.at(-1)?.subject) {
    const page = await model.parked({ limit: 100, after });
    all.push(...page);
    if (page.length < 100) return all;
  }
}
