import type { EncodedRow } from '@rapport/read-store';
import { difference, type RowChangesDraft } from './difference';

const row = (part: string, ...cells: EncodedRow['cells']): EncodedRow => ({ journeyId: 'j', part, cells });
const empty = (): RowChangesDraft => ({ puts: [], removals: [] });

describe('the difference of rows', () => {
  it('is nothing where nothing changed', () => {
    const draft = empty();
    difference([row('a', 1, 'x'), row('b', null)], [row('a', 1, 'x'), row('b', null)], draft);
    expect(draft).toEqual(empty());
  });

  it('puts what is new or changed and removes what is gone', () => {
    const draft = empty();
    difference([row('a', 1), row('b', 2), row('c', 3)], [row('b', 2), row('c', 4), row('d', 5)], draft);
    expect(draft).toEqual({ puts: [row('c', 4), row('d', 5)], removals: [{ journeyId: 'j', part: 'a' }] });
  });

  it('adds to what other journeys changed', () => {
    const draft = { puts: [row('z', 9)], removals: [] };
    difference([], [row('a', 1)], draft);
    expect(draft.puts).toEqual([row('z', 9), row('a', 1)]);
  });
});
