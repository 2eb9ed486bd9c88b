import { MatchingTime } from './matching-time';
import { Pattern } from './pattern';

describe('an expression of a caller', () => {
  const names = new Set([`${'a'.repeat(60)}b`, 'order-1']);
  const tooLong = 'takes too long';

  it('says which names match', () => {
    const matches = new Pattern('^order-').matching(names);
    expect([...names].filter(matches)).toEqual(['order-1']);
  });

  it('is not tried again where it took too long, whoever sends it', () => {
    const source = '^(a|a)*$';
    const pattern = new Pattern(source);
    expect(() => pattern.matching(names)).toThrow(tooLong);
    expect(() => new Pattern(source)).toThrow(tooLong);
  });

  it('leaves others less time where it took too long', () => {
    const time = new MatchingTime({ normalMs: 1, longestMs: 200, mostMs: 100, backMs: 0 });
    const before = time.limitMs();
    expect(() => new Pattern('^(a|a)*;?$', time).matching(names)).toThrow(tooLong);
    expect(time.limitMs()).toBeLessThan(before);
  });
});
