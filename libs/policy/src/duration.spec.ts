import { durationPattern, parseDuration } from './duration';
import { policySchema } from './schema';

describe('a duration', () => {
  it.each([
    ['P15D', 1_296_000_000],
    ['PT5M', 300_000],
    ['P2W', 1_209_600_000],
    ['P1DT12H', 129_600_000],
    ['PT1H30M15S', 5_415_000],
    ['P0D', 0],
  ])('%s is %d ms', (text, millis) => expect(parseDuration(text)).toBe(millis));

  it.each(['P1M', 'P1Y', 'P', 'PT', 'P1DT', '15D', 'P1.5D', 'P-1D', 'P1W2D', 'PT5M ', ''])(
    '%j is none of a fixed length',
    (text) => expect(parseDuration(text)).toBeUndefined(),
  );

  it('is the same in the schema', () =>
    expect(policySchema).toMatchObject({ $defs: { duration: { pattern: durationPattern.source } } }));
});
