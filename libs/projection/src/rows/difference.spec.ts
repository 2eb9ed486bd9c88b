import type { FoldedRow } from '../fold/folder';
import { Changes } from './changes';
import { difference } from './difference';

const row = (part: string, ...values: FoldedRow['values']): FoldedRow => ({
  subject: 'j',
  part,
  values,
  rollUp: [{ measure: 'm', group: part, values: [1] }],
});
const [a, b, c] = [row('a', 1), row('b', 2), row('c', 3)];

describe('the difference of rows', () => {
  it('is nothing where nothing changed', () =>
    expect(difference([a, b], [a, b])).toEqual({ gone: [], come: [] }));

  it('is the rows of which only one side has that very one, however many there are', () => {
    const many = Array.from({ length: 20 }, (_, n) => row(`p${n}`, n));
    const changed = row('c', 4);
    expect(difference([a, b, c, ...many], [b, changed, ...many])).toEqual({ gone: [a, c], come: [changed] });
  });
});

describe('the changes of a commit', () => {
  it('put what is new or changed, remove what is gone, and take back what was counted', () => {
    const changes = new Changes();
    const changed = row('c', 4);
    changes.rows(difference([a, b, c], [b, changed]), 'journeys');
    expect(changes.puts).toEqual([changed]);
    expect(changes.removals).toEqual([{ subject: 'j', part: 'a' }]);
    expect(changes.cells.map(({ group, count, scope }) => [group, count, scope])).toEqual([
      ['a', -1, 'journeys'],
      ['c', -1, 'journeys'],
      ['c', 1, 'journeys'],
    ]);
  });

  it('add to what other subjects changed', () => {
    const changes = new Changes();
    changes.rows({ gone: [], come: [a] }, 'journeys');
    changes.rows({ gone: [], come: [b] }, 'merging');
    expect(changes.puts).toEqual([a, b]);
  });
});
