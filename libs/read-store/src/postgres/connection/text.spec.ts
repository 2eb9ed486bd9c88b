import fc from 'fast-check';
import { fromText, toText } from './text';

const text = fc.string({ unit: fc.constantFrom('\0', '\x01', '\x02', 'a', 'é', '\u{1F600}') });

describe('text as PostgreSQL keeps it', () => {
  it('holds no U+0000, and comes back as it was', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(toText(one)).not.toContain('\0');
        expect(fromText(toText(one))).toBe(one);
      }),
    );
  });

  it('compares as it did', () => {
    const order = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(order(toText(a), toText(b))).toBe(order(a, b));
      }),
    );
  });
});
