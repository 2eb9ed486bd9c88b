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

const message = 'projections must be a list of names, or send {"all": true} alone';

/** Which projections to build anew: some by name, or all of them. */
export class RebuildRequest {
  @ApiPropertyOptional({ type: [String], example: ['trust-level'] })
  @ValidateIf((request: RebuildRequest) => request.all === undefined)
  @IsArray({ message })
  @ArrayMinSize(1, { message })
  @ArrayMaxSize(100, { message })
  @IsString({ each: true, message })
  projections?: string[];

  @ApiPropertyOptional({ enum: [true] })
  @IsOptional()
  @Equals(true)
  all?: true;
}
