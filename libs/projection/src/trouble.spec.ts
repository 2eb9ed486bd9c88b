import { troubleOf } from './trouble';

describe('the trouble of a fold', () => {
  it('is told with its name, for whoever is to mend it', () =>
    expect(troubleOf(new TypeError('there is no such product'))).toBe('TypeError: there is no such product'));

  it('is told in its own words where they have a code', () =>
    expect(troubleOf(Object.assign(new Error('Two rows.'), { code: 'ambiguous-rows' }))).toBe('Two rows.'));

  it('is but the name of what a parser throws, which quotes its input', () =>
    expect(troubleOf(thrownBy(() => JSON.parse('Anna Maria Muster') as unknown))).toBe(
      'SyntaxError: `rapport verify` tells whether its data is damaged',
    ));

  it('is told in short', () => expect(troubleOf(new Error('x'.repeat(5_000)))).toHaveLength(300));

  it('is not what was thrown instead of an error', () => expect(troubleOf(7)).toBe('a number was thrown'));
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
