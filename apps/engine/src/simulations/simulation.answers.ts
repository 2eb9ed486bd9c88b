import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const whole = (description: string) => ApiPropertyOptional({ type: 'integer', description });
const counts = { type: 'object', additionalProperties: { type: 'integer' } } as const;

class TransitionSides {
  @ApiProperty() from!: string;
  @ApiProperty() to!: string;
  @ApiProperty({ type: 'integer' }) decided!: number;
  @ApiProperty({ type: 'integer' }) simulated!: number;
}

class DisplacedAnswer {
  @ApiProperty({ description: 'Where the journeys are' }) decided!: string;
  @ApiProperty({ description: 'Where they would be' }) simulated!: string;
  @ApiProperty({ type: 'integer' }) journeys!: number;
}

class StageSides {
  @ApiProperty({ ...counts, description: 'Journeys in each stage' }) decided!: object;
  @ApiProperty({ ...counts, description: 'Journeys in each stage, as the candidate has it' })
  simulated!: object;
  @ApiProperty({ type: [TransitionSides], description: 'How often journeys went from one stage to another' })
  transitions!: readonly TransitionSides[];
  @ApiProperty({ type: [DisplacedAnswer], description: 'Journeys that would be in another stage' })
  displaced!: readonly DisplacedAnswer[];
}

class TrustSides {
  @ApiProperty({ ...counts, description: 'Journeys on each level' }) decided!: object;
  @ApiProperty({ ...counts, description: 'Journeys on each level, as the candidate has it' })
  simulated!: object;
}

class UnreadableJourney {
  @ApiProperty() journeyId!: string;
  @ApiProperty() error!: string;
}

/** How a simulation is doing, as the OpenAPI has it. */
class SimulationJobSchema {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['running', 'done', 'failed'] }) state!: string;
  @ApiProperty({ description: "The candidate's name" }) policy!: string;
  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'Decisions before it stand',
  })
  from!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The log up to here is simulated' })
  position!: string | null;
  @ApiProperty({ type: 'integer', description: 'Events that were read or simulated' }) done!: number;
  @ApiProperty({ type: 'integer', description: 'Twice as many as there are' }) total!: number;
  @ApiPropertyOptional({ description: 'Why it failed' }) error?: string;
  @ApiPropertyOptional({ type: 'string', format: 'date-time', description: 'When it is forgotten' })
  expiresAt?: string;
}

/** What it found is there once `state` is `done`. */
export class SimulationSchema extends SimulationJobSchema {
  @whole('Facts that were decided on') facts?: number;
  @whole('Facts that rest on a decision which the candidate would not have made') unsupportedFacts?: number;
  @whole('Decisions under the candidate') decisions?: number;
  @whole('Decisions in the log') recordedDecisions?: number;
  @whole('Journeys that have begun') journeys?: number;
  @whole('Customers with a journey that changes') changedCustomers?: number;
  @whole('Journeys that go another way, or end on another level of trust') changedJourneys?: number;
  @whole('Journeys that cannot be read, left out on both sides') unreadableJourneys?: number;
  @ApiPropertyOptional({ type: [UnreadableJourney], description: 'Some of them' })
  unreadable?: readonly UnreadableJourney[];
  @ApiPropertyOptional({ type: StageSides }) stages?: StageSides;
  @ApiPropertyOptional({ type: TrustSides, description: 'At `at`' }) trust?: TrustSides;
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'The newest moment in the log',
  })
  at?: string | null;
}

export class SimulationsAnswer {
  @ApiProperty({ type: [SimulationJobSchema], description: 'By age, without what they found' })
  simulations!: readonly Readonly<SimulationJobSchema>[];
}
