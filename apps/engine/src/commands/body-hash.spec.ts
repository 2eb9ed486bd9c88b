import { createHash } from 'node:crypto';
import { bodyHash } from './body-hash';
import { inOrder } from './payload-order';

const text = { type: 'string' };
const schema = {
  properties: {
    a: { properties: { b: { items: { properties: { d: text, e: text } } }, c: text } },
    z: text,
  },
};
const ordered = (value: object): object => inOrder(schema)(value) as object;
const hashOf = (command: string, occurredAtMs: number | undefined, payload: object): string =>
  bodyHash(command, occurredAtMs, JSON.stringify(payload));

describe('the hash of a command', () => {
  it('does not depend on the order of members', () =>
    expect(
      hashOf('open-case', undefined, ordered({ z: 0, a: { c: 1, b: [{ e: 3, d: 4 }, { d: 5 }] } })),
    ).toBe(hashOf('open-case', undefined, ordered({ a: { b: [{ d: 4, e: 3 }, { d: 5 }], c: 1 }, z: 0 }))));

  it('does not depend on the order in which a schema names them', () => {
    const other = { properties: { z: text, a: schema.properties.a } };
    const value = { z: 'z', a: { c: 'c' } };
    expect(JSON.stringify(inOrder(other)(value))).toBe(JSON.stringify(ordered(value)));
  });

  it('does not see members that are not there', () =>
    expect(JSON.stringify(ordered({ z: undefined, a: { c: 1 } }))).toBe('{"a":{"c":1}}'));

  it('tells commands, times, payloads and the order of lists apart', () => {
    const hashes = [
      hashOf('open-case', undefined, { a: [1, 2] }),
      hashOf('open-case', undefined, { a: [2, 1] }),
      hashOf('close-case', undefined, { a: [1, 2] }),
      hashOf('open-case', Date.UTC(2024, 4, 1), { a: [1, 2] }),
      hashOf('open-case', undefined, { a: ['1', 2] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('stays the same for the same text: logs are full of them', () => {
    const hashed = (text: string): string =>
      createHash('sha256').update(text).digest('base64url').slice(0, 22);
    expect([
      hashOf('open-case', Date.UTC(2024, 4, 1), { caseId: 'c1' }),
      hashOf('begin-journey', undefined, {}),
    ]).toEqual([hashed('["open-case",1714521600000,{"caseId":"c1"}]'), hashed('["begin-journey",null,{}]')]);
  });
});
