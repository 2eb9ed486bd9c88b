import { RowCodec, UnfitValue, sameValues } from './row-codec';
import { integer, json, optionalInteger, optionalText, real, text } from './columns';

const table = {
  count: integer(),
  dueAt: optionalInteger(),
  felt: real(),
  level: text(),
  note: optionalText(),
  path: json<readonly string[] | null>(),
};
const codec = new RowCodec(table);
const row = { count: 2, dueAt: null, felt: -0.25, level: 'wary', note: null, path: ['a', 'b'] };

describe('rows and values', () => {
  it('keeps the order of the columns', () =>
    expect(codec.encode(row)).toEqual([2, null, -0.25, 'wary', null, '["a","b"]']));

  it('gives back the row', () => expect(codec.decode(codec.encode(row))).toEqual(row));

  it('keeps null in a json column apart from an absent value', () =>
    expect(codec.decode(codec.encode({ ...row, path: null })).path).toBeNull());

  it.each([
    ['a fraction as integer', { count: 1.5 }],
    ['an unsafe integer', { count: 2 ** 53 }],
    ['an infinite real', { felt: Number.POSITIVE_INFINITY }],
    ['NaN', { felt: Number.NaN }],
    ['null where there must be text', { level: null }],
    ['undefined as json', { path: undefined }],
  ])('refuses %s', (_, change) =>
    expect(() => codec.encode({ ...row, ...change } as never)).toThrow(UnfitValue),
  );

  it('quotes no text when it refuses', () => {
    const refused = () => codec.encode({ ...row, count: 'Anna Maria' } as never);
    expect(refused).toThrow('Column count takes a safe integer, not string.');
  });

  it('refuses a name that would need care in SQL', () =>
    expect(() => new RowCodec({ 'felt"': real() })).toThrow('no name for a column'));

  it('compares by values', () => {
    expect(sameValues(codec.encode(row), codec.encode({ ...row }))).toBe(true);
    expect(sameValues(codec.encode(row), codec.encode({ ...row, path: ['b', 'a'] }))).toBe(false);
  });
});
