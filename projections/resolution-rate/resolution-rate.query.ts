import { ApiPropertyOptional } from '@nestjs/swagger';
import { DecimalNumber, invalidQuery, MomentQuery } from '@rapport/projection/http';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { dimensions, type Dimension, type Question } from './question';

const dayMs = 86_400_000;
const dayOrInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;

/** Milliseconds since 1970 of an ISO 8601 date (its start, UTC) or instant (UTC); undefined where it is neither. */
function parse(text: unknown): number | undefined {
  if (typeof text !== 'string' || !dayOrInstant.test(text)) return undefined;
  const ms = Date.parse(text);
  const exists =
    Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 'yyyy-mm-dd'.length));
  return exists ? ms : undefined;
}

const IsDayOrInstant = () =>
  ValidateBy({
    name: 'isDayOrInstant',
    validator: {
      validate: (value) => parse(value) !== undefined,
      defaultMessage: () =>
        '$property must be a date or an instant in UTC, such as 2024-05-01 or 2024-05-01T12:00:00Z',
    },
  });

/** Query parameters of `GET /v1/resolution-rate`. */
export class ResolutionRateQuery extends MomentQuery {
  @IsOptional()
  @IsIn(dimensions, { message: `by must be one of ${dimensions.join(', ')}` })
  @ApiPropertyOptional({ enum: dimensions, description: 'Also by group: each case as it was at its opening' })
  by?: Dimension;

  @IsOptional()
  @IsDayOrInstant()
  @ApiPropertyOptional({
    description: 'Cases opened from this date or instant on, UTC; default: from the first',
  })
  from?: string;

  @IsOptional()
  @IsDayOrInstant()
  @ApiPropertyOptional({ description: 'Cases opened before this date or instant, UTC; default: all' })
  to?: string;

  @IsOptional()
  @DecimalNumber()
  @IsInt()
  @Min(1)
  @Max(365)
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 365,
    description: 'How many days a first contact resolution has to stand; default: by the policy in force',
  })
  windowDays?: number;
}

/** What the policy in force says where the query says nothing. */
export interface Defaults {
  readonly firstContactWithinMs: number;
  readonly lastingAfterMs: number;
}

/** The question that a valid query asks. @throws Problem 400 where the cohort would be empty by its bounds */
export function questionOf(query: ResolutionRateQuery, at: number, defaults: Defaults): Question {
  const from = parse(query.from) ?? null;
  const to = parse(query.to) ?? null;
  if (from !== null && to !== null && from >= to) {
    throw invalidQuery([
      { path: 'to', message: 'to must be later than from: the cohort is the cases opened in [from, to)' },
    ]);
  }
  const windowMs = query.windowDays === undefined ? defaults.firstContactWithinMs : query.windowDays * dayMs;
  return { at, from, to, by: query.by ?? null, windowMs, lastingMs: defaults.lastingAfterMs };
}
