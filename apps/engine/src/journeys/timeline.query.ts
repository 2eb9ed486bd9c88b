import { ApiPropertyOptional } from '@nestjs/swagger';
import { DecimalNumber, MomentQuery } from '@rapport/projection/http';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { maxTimelinePage } from '../http/limits';

export class TimelineQuery extends MomentQuery {
  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: maxTimelinePage, default: 50 })
  @DecimalNumber()
  @IsInt()
  @Min(1)
  @Max(maxTimelinePage)
  limit = 50;
}
