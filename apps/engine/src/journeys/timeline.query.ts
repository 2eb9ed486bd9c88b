import { ApiPropertyOptional } from '@nestjs/swagger';
import { DecimalNumber } from '@rapport/projection';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { maxTimelinePage } from '../http/limits';

export class TimelineQuery {
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

  @ApiPropertyOptional({ description: 'A position that a command answered with; the log has it at once' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  waitFor?: string;
}
