import { integer } from '../columns';
import type { ReadStore } from '../read-store';

export const table = { number: integer() };
export const head = { logId: 'log', position: '1', lastEventId: 'e1', newestOccurredAt: null };
export const subjectOf = (number: number): string => `j${String(number).padStart(6, '0')}`;

const subjectsPerBatch = 50;
const batchesPerSave = 10;

/** A build that was left with progress, or a new one. */
async function buildOf(store: ReadStore) {
  const left = (await store.builds()).find(({ progress }) => progress !== undefined);
  return left === undefined ? store.create('numbers', 1, table) : store.open(left.id, table);
}

const batchFrom = (first: number) => {
  const numbers = Array.from({ length: subjectsPerBatch }, (_, index) => first + index);
  return {
    rows: numbers.map((number) => ({ subject: subjectOf(number), part: '', values: [number] })),
    cells: numbers.flatMap((number) => [
      { measure: 'number', group: '', scope: 'journeys' as const, values: [number, 1], count: 1 },
      {
        measure: 'rest',
        group: String(number % 3),
        scope: 'journeys' as const,
        values: [number % 97],
        count: 1,
      },
    ]),
  };
};

/** Loads, or goes on loading, so many subjects, each with a row and two cells. Prints each subject behind which it was saved, and `finished`. */
export async function loadNumbers(store: ReadStore, subjects: number): Promise<void> {
  const build = await buildOf(store);
  const load = await build.load();
  const last = load.progress?.lastSubject;
  let next = typeof last === 'string' ? Number(last.slice(1)) + 1 : 0;
  console.log(`goes on at ${next}`);
  for (let batch = 1; next < subjects; batch += 1) {
    await load.add(batchFrom(next));
    next += subjectsPerBatch;
    if (batch % batchesPerSave !== 0) continue;
    await load.save({ head, slab: 0, lastSubject: subjectOf(next - 1) });
    console.log(`saved up to ${next}`);
  }
  await load.finish(head);
  console.log('finished');
  await store.close();
}
