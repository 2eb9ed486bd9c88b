import { ApiPropertyOptional } from '@nestjs/swagger';
import { DecimalNumber } from '@rapport/projection/http';
import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** Which of the parked subjects are listed. */
export class ParkedQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 1_000, default: 100 })
  @IsOptional()
  @DecimalNumber()
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit?: number;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  after?: string;
}

/** Which of the parked subjects are folded again; all of them where none is named. */
export class RetryRequest {
  @ApiPropertyOptional({ description: 'A journey, or `customer:<customerId>`', example: 'j-42' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  subject?: string;
}
