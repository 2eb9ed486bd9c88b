import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { instantMessage, instantPattern } from '@rapport/projection';
import { IsIn, Matches, ValidateBy, ValidateIf } from 'class-validator';

const isDocument = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));

const policyMessage = 'policy must be a policy document: an object, or the text of a YAML file';

/** A policy to be tried on what happened. */
export class SimulationRequest {
  @ApiProperty({
    oneOf: [{ type: 'object', additionalProperties: true }, { type: 'string' }],
    description: 'The candidate: a policy document, or its YAML text (then errors point at the line)',
  })
  @ValidateBy({ name: 'isDocument', validator: { validate: isDocument } }, { message: policyMessage })
  policy!: object | string;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description:
      'Business time of the first decision that the candidate makes; before it the recorded ones stand',
  })
  @ValidateIf((request: SimulationRequest) => request.from !== undefined)
  @Matches(instantPattern, { message: instantMessage })
  from?: string;
}

export const changeFormats = ['ndjson', 'csv'] as const;

export class ChangesQuery {
  @ApiPropertyOptional({ enum: changeFormats, default: 'ndjson' })
  @ValidateIf((query: ChangesQuery) => query.format !== undefined)
  @IsIn(changeFormats, { message: 'format must be ndjson or csv' })
  format?: (typeof changeFormats)[number];
}
