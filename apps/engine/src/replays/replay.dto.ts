import { ApiPropertyOptional } from '@nestjs/swagger';
import { instantMessage, instantPattern } from '@rapport/projection';
import { replayNamePattern } from '@rapport/projection/http';
import { ArrayMinSize, IsArray, IsInt, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';
import { defaultReplaySeconds, maxReplaySeconds } from '../http/limits';

const projectionsMessage = 'projections must be a list of names, at least one';

/** Absent members are not looked at; null is no value. */
const Optional = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

const Instant =
  (description: string): PropertyDecorator =>
  (target, property) => {
    Optional()(target, property);
    Matches(instantPattern, { message: instantMessage })(target, property);
    ApiPropertyOptional({ type: 'string', format: 'date-time', description })(target, property);
  };

const nameMessage =
  '$property must be 1 to 64 characters of a-z 0-9 -, begin with a letter or digit, and not be live';

/** What a replay is to hold. */
export class ReplayRequestBody {
  @Optional()
  @Matches(replayNamePattern, { message: nameMessage })
  @ApiPropertyOptional({ example: 'end-of-2012', description: 'Default: one that is free' })
  name?: string;

  @Instant('Business time: as if nothing had occurred after this moment')
  asOf?: string;

  @Instant('Recorded time: what was known at this moment')
  knownAt?: string;

  @Optional()
  @IsArray({ message: projectionsMessage })
  @ArrayMinSize(1, { message: projectionsMessage })
  @IsString({ each: true, message: projectionsMessage })
  @ApiPropertyOptional({ type: [String], example: ['resolution-rate'], description: 'Default: all' })
  projections?: string[];

  @Optional()
  @IsInt()
  @Min(1)
  @Max(maxReplaySeconds)
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 1, maximum: maxReplaySeconds, default: defaultReplaySeconds },
    description: 'Seconds',
  })
  expiresIn?: number;
}

export class DiffQuery {
  @Optional()
  @IsString()
  @Matches(/^(live|[a-z0-9][a-z0-9-]{0,63})$/, { message: 'to must be live or the name of a replay' })
  @ApiPropertyOptional({ default: 'live', description: 'Another replay, or what is in force' })
  to = 'live';

  @Optional()
  @IsString()
  @ApiPropertyOptional({ description: 'Of this projection only; default: of all that both have' })
  projection?: string;
}
