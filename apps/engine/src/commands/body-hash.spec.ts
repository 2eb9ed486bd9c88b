import { bodyHash, canonicalJson } from './body-hash';

describe('the hash of a command', () => {
  it('does not depend on the order of members', () =>
    expect(bodyHash('open-case', undefined, { a: { c: 1, b: [2, { e: 3, d: 4 }] } })).toBe(
      bodyHash('open-case', undefined, { a: { b: [2, { d: 4, e: 3 }], c: 1 } }),
    ));

  it('does not see members that are not there', () =>
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}'));

  it('tells commands, times, payloads and the order of lists apart', () => {
    const hashes = [
      bodyHash('open-case', undefined, { a: [1, 2] }),
      bodyHash('open-case', undefined, { a: [2, 1] }),
      bodyHash('close-case', undefined, { a: [1, 2] }),
      bodyHash('open-case', '2024-05-01T00:00:00Z', { a: [1, 2] }),
      bodyHash('open-case', undefined, { a: ['1', 2] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
