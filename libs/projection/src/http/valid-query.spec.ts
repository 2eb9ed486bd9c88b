import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max } from 'class-validator';
import { MomentQuery } from './moment-query';
import { validQuery } from './valid-query';

class DaysQuery extends MomentQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Max(365)
  days?: number;
}
const read = (query: object) => validQuery.transform(query, { type: 'query', metatype: DaysQuery });

describe('the parameters of a question', () => {
  it('become its DTO', async () => {
    const query: unknown = await read({ days: '7', at: '2024-05-01T12:00:00Z' });
    expect(query).toBeInstanceOf(DaysQuery);
    expect(query).toEqual({ days: 7, at: '2024-05-01T12:00:00Z' });
  });

  it.each([
    [{ days: '366' }, 'days', 'days must not be greater than 365'],
    [{ days: 'many' }, 'days', 'days must be an integer number'],
    [{ day: '7' }, 'day', 'day is not known here'],
  ])('are refused by name: %j', async (query, path, message) => {
    const refusal = expect.objectContaining({ path, message }) as unknown;
    await expect(read(query)).rejects.toMatchObject({
      status: 400,
      code: 'validation-failed',
      extra: { errors: expect.arrayContaining([refusal]) as unknown },
    });
  });
});
