import { RowsByJourney } from './rows-by-journey';

describe('rows by journey', () => {
  it('are sorted by counting, in the order in which they came', () => {
    const rows = new RowsByJourney();
    for (const journey of [1, 0, 1, 3, 1, 0]) rows.push(journey);
    expect([0, 1, 2, 3].map((journey) => [...rows.of(journey)])).toEqual([[1, 5], [0, 2, 4], [], [3]]); // prettier-ignore
  });
});
