import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PopulationAnswer, SubjectRowsAnswer } from '@rapport/projection/http';

const instant = (description: string) => ApiProperty({ type: 'string', format: 'date-time', description });
const share = (description: string) => ApiProperty({ minimum: 0, maximum: 1, description });
const weight = (description: string) => ApiProperty({ minimum: 0, description });

export class EvidenceAnswer {
  @ApiProperty({ description: 'The event that is evidence' }) eventId!: string;
  @ApiProperty() type!: string;
  @instant('When it happened, in business time') occurredAt!: string;
  @ApiProperty({ description: 'The policy version that weighed it' }) policyVersion!: number;
  @ApiProperty({ example: 'promise-kept', description: "The policy's rule by which it is evidence" })
  rule!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'integrity',
    description: 'What it says something about',
  })
  part!: string | null;
  @weight('What it weighed for us when it happened') for!: number;
  @weight('What it weighed against us when it happened') against!: number;
  @weight('What is left of `for` at `at`; all together they make the opinion') forNow!: number;
  @weight('What is left of `against` at `at`') againstNow!: number;
}

export class TrustAnswer extends SubjectRowsAnswer {
  @share('How much speaks for us') belief!: number;
  @share('How much speaks against us') disbelief!: number;
  @share('How much is not known; the three add up to 1') uncertainty!: number;
  @share('belief + baseRate * uncertainty') expectation!: number;
  @ApiProperty({ example: 'unknown', description: 'By the policy in force' }) level!: string;
  @ApiProperty({ description: 'The policy in force' }) policyVersion!: number;
  @ApiProperty({ type: [EvidenceAnswer], description: 'Oldest first, straight from the log' })
  evidence!: readonly Readonly<EvidenceAnswer>[];
}

export class TrustLevelsAnswer extends PopulationAnswer {
  @ApiProperty({ description: 'The policy in force' }) policyVersion!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { broken: 0, wary: 0, unknown: 394, assured: 0, trusting: 0, emerging: 0 },
    description: 'Journeys, or customers, on each level of the policy',
  })
  levels!: Readonly<Record<string, number>>;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many journeys there are, where they are counted',
  })
  journeys?: number;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'How many customers there are, where they are counted',
  })
  customers?: number;
}
