import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { instantMessage, instantPattern } from './instant';

/** Of a replay; `live` means what is in force. */
export const replayNamePattern = /^(?!live$)[a-z0-9][a-z0-9-]{0,63}$/;

const Instant =
  (description: string): PropertyDecorator =>
  (target, property) => {
    IsOptional()(target, property);
    Matches(instantPattern, { message: instantMessage })(target, property);
    ApiPropertyOptional({ format: 'date-time', description })(target, property);
  };

/** The query parameters that every question takes; extend it with those of the question. */
export class MomentQuery {
  /** A position that a command answered with: the answer includes that command. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @ApiPropertyOptional({
    description: 'A position that a command answered with: the answer includes that command',
  })
  waitFor?: string;

  /** Not before the newest event that is seen. Default: `asOf`, else when that occurred. */
  @Instant('The moment to answer for, not before the newest event; default: asOf, else when that occurred')
  at?: string;

  /** Business time: only what occurred until then is seen. */
  @Instant('Time travel, business time: as if nothing had occurred after this moment')
  asOf?: string;

  /** Recorded time: only what was recorded until then is seen. */
  @Instant('Time travel, recorded time: what was known at this moment, links of journeys included')
  knownAt?: string;

  /** The rows of a replay instead of those in force. */
  @IsOptional()
  @Matches(replayNamePattern, {
    message: 'replay must be the name of a replay, as GET /v1/replays lists them',
  })
  @ApiPropertyOptional({ description: 'The name of a replay: answer from its rows' })
  replay?: string;
}
