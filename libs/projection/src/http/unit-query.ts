import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { MomentQuery } from './moment-query';

/** Who is counted: journeys, or customers (linked journeys as one, every other journey as one). */
export const units = ['journeys', 'customers'] as const;
export type Unit = (typeof units)[number];

/** The query parameters of a question about all journeys, or all customers. */
export class UnitQuery extends MomentQuery {
  @IsOptional()
  @IsIn(units, { message: `unit must be one of ${units.join(', ')}` })
  @ApiPropertyOptional({
    enum: units,
    description:
      'Who is counted: journeys (the default), or customers, each with all the journeys that are linked to it',
  })
  unit?: Unit;
}
