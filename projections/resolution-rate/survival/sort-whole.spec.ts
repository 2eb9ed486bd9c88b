import fc from 'fast-check';
import { sortWhole } from './sort-whole';

const sorted = (numbers: readonly number[]) => {
  const array = Float64Array.from(numbers);
  sortWhole(array, array.length);
  return array;
};

describe('whole numbers', () => {
  it('are sorted, few and many, small, large and below 0', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(50, 5_000),
        fc.constantFrom(3, 10 ** 5, 2 ** 45),
        fc.infiniteStream(fc.double({ min: -0.1, max: 1, noNaN: true })),
        (count, most, shares) => {
          const numbers = shares.take(count).map((share) => Math.floor(share * most) + 0);
          const list = [...numbers];
          expect(sorted(list)).toEqual(Float64Array.from(list).sort());
        },
      ),
      { numRuns: 30 },
    ));

  it('are left as they are where all are one', () =>
    expect(sorted(Array.from({ length: 2_000 }, () => 7)).every((number) => number === 7)).toBe(true));
});
