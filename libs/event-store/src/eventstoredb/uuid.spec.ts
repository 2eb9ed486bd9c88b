import { structuredUuidOf, uuidOf, uuidText } from './uuid';

describe('a UUID on the wire', () => {
  it.each(['00000000-0000-4000-8000-000000000001', 'fedcba98-7654-4321-8fed-cba987654321'])(
    'keeps %s',
    (id) => {
      expect(uuidText(uuidOf(id))).toBe(id);
      expect(uuidText(structuredUuidOf(id))).toBe(id);
    },
  );

  it('is signed in its structured form', () => {
    const structured = structuredUuidOf('fedcba98-7654-4321-8fed-cba987654321').getStructured();
    expect(structured?.getMostSignificantBits()).toBe(BigInt.asIntN(64, 0xfedcba9876544321n).toString());
  });
});
