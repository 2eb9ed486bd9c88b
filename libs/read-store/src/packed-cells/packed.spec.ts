import fc from 'fast-check';
import { pack, unpack } from './packed';

const roundTrip = (entries: Float64Array, width: number): Float64Array => {
  const into = new Float64Array(entries.length);
  unpack(pack(entries, width), width, entries.length / width, into);
  return into;
};

describe('packed entries', () => {
  it.each([1, 2, 3, 7])('of width %d come back as they were', (width) => {
    const number = fc.oneof(fc.integer({ min: -300, max: 300 }), fc.maxSafeInteger(), fc.constant(0));
    fc.assert(
      fc.property(fc.array(fc.array(number, { minLength: width, maxLength: width })), (rows) => {
        const entries = Float64Array.from(rows.flat());
        expect([...roundTrip(entries, width)]).toEqual([...entries]);
      }),
    );
  });

  it.each(Array.from({ length: 53 }, (_, bits) => bits))('keep distances of %d bits', (bits) => {
    const entries = Float64Array.of(-5, -5 + 2 ** bits - 1, -5 + 2 ** bits);
    expect([...roundTrip(entries, 1)]).toEqual([...entries]);
  });

  it('keep the whole range of safe integers', () => {
    const entries = Float64Array.of(Number.MIN_SAFE_INTEGER, 0, Number.MAX_SAFE_INTEGER);
    expect([...roundTrip(entries, 1)]).toEqual([...entries]);
  });

  it('take few bytes where numbers are near each other', () => {
    const day = 1_700_000_000_000;
    const entries = Float64Array.from({ length: 64 * 3 }, (_, i) => (i % 3 === 0 ? day + i * 1_000 : 1));
    expect(pack(entries, 3).length).toBe(3 * 9 + 64 * 3);
  });

  it('say that they are damaged', () => {
    const data = pack(Float64Array.of(1, 2), 1);
    data[8] = 9;
    expect(() => {
      unpack(data, 1, 2, new Float64Array(2));
    }).toThrow('damaged');
  });
});
