import fc from 'fast-check';
import { keyOf, lowest, separator } from './chunk-key';
import { compareEntries } from './entries';

const entry = fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2, max: 2 })), {
  minLength: 3,
  maxLength: 3,
});
const width = 4;
const entryOf = (values: readonly number[]) => Float64Array.of(...values, 1);

describe('keys of chunks', () => {
  it('compare by bytes as values do', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const byBytes = Buffer.compare(keyOf(entryOf(a), 0, 3), keyOf(entryOf(b), 0, 3));
        expect(byBytes).toBe(Math.sign(compareEntries(entryOf(a), 0, entryOf(b), 0, width)));
      }),
    );
  });

  it('stand after the one entry and not after the next', () => {
    fc.assert(
      fc.property(entry, entry, (a, b) => {
        const order = compareEntries(entryOf(a), 0, entryOf(b), 0, width);
        fc.pre(order !== 0);
        const [before, next] = order < 0 ? [entryOf(a), entryOf(b)] : [entryOf(b), entryOf(a)];
        const key = separator(before, 0, next, 0, width);
        expect(Buffer.compare(keyOf(before, 0, 3), key)).toBe(-1);
        expect(Buffer.compare(keyOf(next, 0, 3), key)).toBeGreaterThanOrEqual(0);
        expect(Buffer.compare(lowest, key)).toBe(-1);
      }),
    );
  });

  it('are no longer than they need to be', () => {
    const key = separator(entryOf([1, 9, 9]), 0, entryOf([2, 0, 0]), 0, width);
    expect(key).toEqual(keyOf(entryOf([2, 0, 0]), 0, 1));
  });
});
