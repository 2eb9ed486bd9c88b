import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PopulationAnswer, SubjectRowsAnswer } from '@rapport/projection/http';

const instant = (description: string) => ApiProperty({ type: 'string', format: 'date-time', description });

export class ConditionAnswer {
  @ApiProperty({ example: 'emotion.felt >= 0.20', description: 'As the policy states it' })
  condition!: string;
  @ApiProperty({ description: 'Whether it holds' }) holds!: boolean;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { 'emotion.felt': 0.267 },
    description: 'What the measures say that it names',
  })
  measures!: Readonly<Record<string, number>>;
}

export class StageDriverAnswer {
  @ApiProperty({ description: 'The event that led to the decision' }) eventId!: string;
  @ApiProperty() type!: string;
  @ApiProperty({ enum: ['fact', 'emotion'], description: 'Whether it says what the customer feels' }) kind!:
    'fact' | 'emotion';
}

export class StepAnswer {
  @ApiProperty() from!: string;
  @ApiProperty() to!: string;
  @instant('When it was decided, in business time') at!: string;
  @ApiProperty({
    enum: ['enter', 'stay', 'leave'],
    description:
      '`enter`: one step up; `stay`: what held the stage failed; `leave`: out of a stage entered from any',
  })
  rule!: 'enter' | 'stay' | 'leave';
  @ApiProperty({ type: StageDriverAnswer }) driver!: Readonly<StageDriverAnswer>;
  @ApiProperty({ type: [ConditionAnswer], description: 'The conditions of the rule, and the measures then' })
  reasons!: readonly Readonly<ConditionAnswer>[];
  @ApiProperty({ type: 'integer', description: 'Milliseconds in the stage before' }) dwellMs!: number;
  @ApiProperty({ type: 'integer', description: 'Milliseconds that the policy asked for' })
  requiredDwellMs!: number;
  @ApiProperty({ description: 'The policy version that decided' }) policyVersion!: number;
  @ApiProperty({
    type: [String],
    description: 'Ids of the events behind it: the driver, and the decision itself',
  })
  events!: readonly string[];
}

export class NextStageAnswer {
  @ApiProperty() stage!: string;
  @ApiProperty({
    type: [ConditionAnswer],
    description: 'What it takes, condition by condition; those that do not hold are missing',
  })
  conditions!: readonly Readonly<ConditionAnswer>[];
  @ApiProperty({ enum: ['fact', 'emotion'], isArray: true, description: 'What can bring the step about' })
  advanceOn!: readonly ('fact' | 'emotion')[];
  @instant('The earliest that the dwell time allows') notBefore!: string;
}

export class DecidedStageAnswer {
  @ApiProperty() journeyId!: string;
  @ApiProperty({ description: 'As it was decided on this journey alone' }) stage!: string;
  @instant('Since when') since!: string;
  @ApiProperty({ description: "Whether it is another than the customer's" }) differs!: boolean;
}

export class StageAnswer extends SubjectRowsAnswer {
  @ApiProperty() stage!: string;
  @instant('Since when') since!: string;
  @ApiProperty({ type: 'string', nullable: true, description: "The policy's advice for the stage" })
  guidance!: string | null;
  @ApiProperty({ description: 'The policy in force, which `next` and `guidance` are by' })
  policyVersion!: number;
  @ApiProperty({ type: [StepAnswer], description: 'All decisions, oldest first' })
  path!: readonly Readonly<StepAnswer>[];
  @ApiProperty({ type: [NextStageAnswer], description: 'What is missing for a next stage, at `at`' })
  next!: readonly Readonly<NextStageAnswer>[];
  @ApiPropertyOptional({
    type: [DecidedStageAnswer],
    description: 'Of a customer with two or more journeys: what was decided on each of them',
  })
  decided?: readonly Readonly<DecidedStageAnswer>[];
}

export class TransitionAnswer {
  @ApiProperty() from!: string;
  @ApiProperty() to!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class StagesAnswer extends PopulationAnswer {
  @ApiProperty({ description: 'The policy in force' }) policyVersion!: number;
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
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { awareness: 0, exploration: 394 },
    description: 'Journeys, or customers, in each stage of the policy',
  })
  stages!: Readonly<Record<string, number>>;
  @ApiProperty({
    type: [TransitionAnswer],
    description: 'How often one of them went from one stage to another',
  })
  transitions!: readonly Readonly<TransitionAnswer>[];
}
