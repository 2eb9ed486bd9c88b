import { ApiPropertyOptional } from '@nestjs/swagger';
import { MomentQuery } from '@rapport/projection';
import { IsIn, IsOptional } from 'class-validator';
import { units, type Unit } from './population';

/** Query parameters of `GET /v1/stages`. */
export class StagesQuery extends MomentQuery {
  @IsOptional()
  @IsIn(units, { message: `unit must be one of ${units.join(', ')}` })
  @ApiPropertyOptional({
    enum: units,
    description:
      'Who is counted: journeys (the default), or customers, each with all the journeys that are linked to it',
  })
  unit?: Unit;
}
