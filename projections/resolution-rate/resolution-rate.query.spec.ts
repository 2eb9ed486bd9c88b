import { validQuery } from '@rapport/projection/http';
import { day } from '../testing';
import { questionOf, ResolutionRateQuery } from './resolution-rate.query';

const dayMs = 86_400_000;
const defaults = { firstContactWithinMs: 7 * dayMs, lastingAfterMs: 14 * dayMs };
const read = async (query: object) => {
  const valid = (await validQuery.transform(query, {
    type: 'query',
    metatype: ResolutionRateQuery,
  })) as ResolutionRateQuery;
  return questionOf(valid, day(100), defaults);
};

describe('the question for a resolution rate', () => {
  it('is about all cases, with the windows of the policy, unless it says otherwise', async () =>
    expect(await read({})).toEqual({
      ...{ at: day(100), from: null, to: null, by: null },
      ...{ windowMs: 7 * dayMs, lastingMs: 14 * dayMs },
    }));

  it('takes dates and instants, a group and a window', async () =>
    expect(
      await read({ from: '2024-01-01', to: '2024-02-01T12:00:00Z', by: 'team', windowDays: '30' }),
    ).toMatchObject({
      ...{ from: day(0), to: day(31.5), by: 'team', windowMs: 30 * dayMs },
    }));

  it.each([
    [{ by: 'mood' }, 'by', 'by must be one of product, topic, channel, touchpoint, team, month'],
    [
      { from: '01.02.2024' },
      'from',
      'from must be a date or an instant in UTC, such as 2024-05-01 or 2024-05-01T12:00:00Z',
    ],
    [
      { to: '2024-02-31' },
      'to',
      'to must be a date or an instant in UTC, such as 2024-05-01 or 2024-05-01T12:00:00Z',
    ],
    [
      { to: '2024-02-01T12:00:00+01:00' },
      'to',
      'to must be a date or an instant in UTC, such as 2024-05-01 or 2024-05-01T12:00:00Z',
    ],
    [
      { from: '2024-02-01', to: '2024-02-01' },
      'to',
      'to must be later than from: the cohort is the cases opened in [from, to)',
    ],
    [{ windowDays: '0' }, 'windowDays', 'windowDays must not be less than 1'],
    [{ windowDays: '366' }, 'windowDays', 'windowDays must not be greater than 365'],
    [{ windowDays: '1.5' }, 'windowDays', 'windowDays must be an integer number'],
    [{ window: '7' }, 'window', 'window is not known here'],
  ])('is refused: %j', async (query, path, message) =>
    expect(read(query)).rejects.toMatchObject({
      ...{ status: 400, code: 'validation-failed' },
      extra: { errors: expect.arrayContaining([{ path, message }]) as unknown },
    }),
  );
});
