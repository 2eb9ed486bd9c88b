import type { Columns } from '@rapport/read-store';
import { paired, type RowGroup } from './row-groups';

/** Groups of no rows, and whether they were let go of. */
function side(subjects: readonly string[], failsAt?: string) {
  const left = { of: false };
  async function* groups(): AsyncGenerator<RowGroup<Columns>, void> {
    try {
      for (const subject of subjects) {
        if (subject === failsAt) throw new Error('The database is gone.');
        yield await Promise.resolve({ subject, rows: [] });
      }
    } finally {
      left.of = true;
    }
  }
  return { groups: groups(), isLetGo: () => left.of };
}

describe('two models side by side', () => {
  it('have each subject once', async () => {
    const [from, to] = [side(['a', 'b', 'd']), side(['b', 'c'])];
    const pairs: string[] = [];
    for await (const [left, right] of paired(from.groups, to.groups))
      pairs.push(`${left?.subject ?? '-'} ${right?.subject ?? '-'}`);
    expect(pairs).toEqual(['a -', 'b b', '- c', 'd -']);
  });

  it('are let go of where the reader leaves', async () => {
    const [from, to] = [side(['a', 'b']), side(['a', 'b'])];
    for await (const [left] of paired(from.groups, to.groups)) if (left !== undefined) break;
    expect([from.isLetGo(), to.isLetGo()]).toEqual([true, true]);
  });

  it('are let go of where one of them fails', async () => {
    const [from, to] = [side(['a', 'b']), side(['a', 'b'], 'b')];
    const reading = async () => {
      for await (const pair of paired(from.groups, to.groups)) expect(pair).toHaveLength(2);
    };
    await expect(reading()).rejects.toThrow('The database is gone.');
    expect([from.isLetGo(), to.isLetGo()]).toEqual([true, true]);
  });
});
