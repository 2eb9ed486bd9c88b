import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const instant = (description: string) =>
  ApiPropertyOptional({ type: 'string', format: 'date-time', description });

/** What every answer says of the moment that it is for. */
export class MomentAnswer {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'The moment that the answer is for' })
  readonly at!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'How far the rows are, at least' })
  readonly position!: string | null;

  @instant('Only what occurred until then is in the answer')
  readonly asOf?: string;

  @instant('Only what was recorded until then is in the answer')
  readonly knownAt?: string;

  @ApiPropertyOptional({ description: 'The replay whose rows answered' })
  readonly replay?: string;
}

/** An event that the fold of a read model could not digest. */
export class ParkedAnswer {
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'The event; null where making the rows failed',
  })
  readonly eventId!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly eventType!: string | null;

  @ApiProperty({ description: 'The journey that it is of' })
  readonly journeyId!: string;

  @ApiProperty({ description: 'What went wrong' })
  readonly error!: string;
}

/** What every answer about a journey or a customer says of it. */
export class SubjectAnswer extends MomentAnswer {
  @ApiPropertyOptional({ description: 'Where a journey was asked for' })
  readonly journeyId?: string;

  @ApiPropertyOptional({ description: 'Where a customer was asked for' })
  readonly customerId?: string;

  @ApiPropertyOptional({ type: [String], description: "The customer's journeys" })
  readonly journeys?: readonly string[];
}

/** What every answer from the rows of a journey or a customer says. */
export class SubjectRowsAnswer extends SubjectAnswer {
  @ApiProperty({
    type: ParkedAnswer,
    nullable: true,
    description: 'Where not null, the answer stops before this event, which the read model could not digest',
  })
  readonly parked!: Readonly<ParkedAnswer> | null;
}

/** What every answer about all journeys says. */
export class PopulationAnswer extends MomentAnswer {
  @ApiProperty({
    type: 'integer',
    description:
      'Journeys and customers whose rows stop before an event that the read model could not digest',
  })
  readonly parked!: number;
}
