import { bodyJson, bodyText } from './body-text';

const withHeaders = (headers: Record<string, string>) => ({ headers });
const json = withHeaders({ 'content-type': 'application/json' });
const refusal = (members: object): Error => expect.objectContaining(members) as Error;

describe('the text of a body', () => {
  it('comes without a byte order mark', () =>
    expect(bodyText(json, Buffer.from('\ufeff{"a": "é"}'))).toBe('{"a": "é"}'));

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8',
  ])('may be said to be in UTF-8: %s', (type) =>
    expect(bodyText(withHeaders({ 'content-type': type }), Buffer.from('é'))).toBe('é'),
  );

  it.each([
    ['of another character set', { 'content-type': 'application/json; charset=utf-16' }],
    ['that is compressed', { 'content-encoding': 'gzip' }],
  ])('is not read from a body %s', (_, headers) =>
    expect(() => bodyText(withHeaders(headers), Buffer.from('{}'))).toThrow(
      refusal({ status: 415, code: 'unsupported-media-type' }),
    ),
  );

  it('is not made up for bytes that are not UTF-8', () =>
    expect(() => bodyText(json, Buffer.from([0x22, 0xe9, 0x22]))).toThrow(
      refusal({ status: 400, code: 'malformed-json' }),
    ));
});

describe('a body of JSON', () => {
  it('may have members of any name', () =>
    expect(
      Object.keys(bodyJson(json, Buffer.from('{"__proto__": 1, "constructor": {"prototype": 2}}')) as object),
    ).toEqual(['__proto__', 'constructor']));

  it.each(['', '{', '{} {}'])('is not %j', (text) =>
    expect(() => bodyJson(json, Buffer.from(text))).toThrow(refusal({ status: 400, code: 'malformed-json' })),
  );
});
