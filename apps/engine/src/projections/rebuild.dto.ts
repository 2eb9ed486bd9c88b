import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsString,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
} from 'class-validator';

const message = 'projections must be a list of names, or send {"all": true} alone';

const isAlone = (_all: unknown, given?: ValidationArguments): boolean =>
  (given?.object as RebuildRequest | undefined)?.projections === undefined;

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
  @ValidateIf((request: RebuildRequest) => request.all !== undefined)
  @Equals(true, { message })
  @ValidateBy({ name: 'isAlone', validator: { validate: isAlone } }, { message })
  all?: true;
}
