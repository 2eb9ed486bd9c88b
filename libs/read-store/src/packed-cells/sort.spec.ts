import fc from 'fast-check';
import { compareEntries } from './entries';
import { orderOf } from './sort';

/** So many entries that digits are counted, with many that are equal in the first values. */
const many = 5_000;

const sorted = (numbers: Float64Array, width: number): number[][] =>
  [...orderOf(numbers, width)].map((index) => [...numbers.subarray(index * width, (index + 1) * width)]);

const plainly = (numbers: Float64Array, width: number): number[][] =>
  Array.from({ length: numbers.length / width }, (_, i) => [
    ...numbers.subarray(i * width, (i + 1) * width),
  ]).sort((a, b) => compareEntries(Float64Array.from(a), 0, Float64Array.from(b), 0, width));

describe('the order of entries', () => {
  it.each([
    ['far apart', 2 ** 53],
    ['near each other', 1_000],
    ['mostly equal', 3],
  ])('is that of their values, where those are %s', (_, spread) => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(10, many), (seed, count) => {
        let state = seed >>> 0;
        const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
        const number = () => Math.floor((random() - 0.5) * spread) * 2;
        const numbers = Float64Array.from({ length: count * 3 }, (__, i) => (i % 3 === 2 ? i : number()));
        expect(sorted(numbers, 3)).toEqual(plainly(numbers, 3));
      }),
      { numRuns: 6 },
    );
  });

  it('leaves equal values as they came', () =>
    expect([...orderOf(Float64Array.of(1, 10, 1, 20, 0, 30), 2)]).toEqual([2, 0, 1]));
});
