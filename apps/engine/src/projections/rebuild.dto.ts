import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Equals,
  ValidateIf,
} from 'class-validator';

/** Which projections to build anew: some by name, or all of them. */
export class RebuildRequest {
  @ApiPropertyOptional({ type: [String], example: ['trust-level'] })
  @ValidateIf((request: RebuildRequest) => request.all === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsString({ each: true })
  projections?: string[];

  @ApiPropertyOptional({ enum: [true] })
  @IsOptional()
  @Equals(true)
  all?: true;
}
