import type { ReadStore } from '../read-store';
import { head, subjectOf, table } from './numbers';

/** Of a load that `loadNumbers` finished: every row and cell is there once. */
export async function expectAllOnce(store: ReadStore, subjects: number): Promise<void> {
  const entry = (await store.builds()).find(({ state }) => state === 'complete');
  if (entry === undefined) throw new Error('The build is gone.');
  const { model } = await store.open(entry.id, table);
  const all = Array.from({ length: subjects }, (_, number) => number);
  const rows: string[] = [];
  for await (const page of model.pages()) rows.push(...page.map(({ subject }) => subject));
  expect(rows).toEqual(all.map(subjectOf));
  const numbers: number[] = [];
  for await (const { entries } of model.cells('number')) for (const one of entries) numbers.push(one);
  expect(numbers).toEqual(all.flatMap((number) => [number, 1, 1]));
  let rests = 0;
  for await (const { entries } of model.cells('rest'))
    for (let i = 1; i < entries.length; i += 2) rests += entries[i] ?? 0;
  expect(rests).toBe(subjects);
  expect(await model.checkpoint()).toEqual(head);
}

export const numberIn = (line: string | undefined): number => Number(/\d+$/.exec(line ?? '')?.[0] ?? NaN);
