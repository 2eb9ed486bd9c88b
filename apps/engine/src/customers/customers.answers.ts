import { ApiProperty } from '@nestjs/swagger';
import { SubjectAnswer } from '@rapport/projection/http';

class LinkAnswer {
  @ApiProperty({ description: 'The event that linked it' }) readonly eventId!: string;
  @ApiProperty({ format: 'date-time', description: 'When, in business time' }) readonly occurredAt!: string;
  @ApiProperty({ description: 'What says so. Personal' }) readonly evidence!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How sure that is' }) readonly confidence!: number;
}

export class CustomerJourneyAnswer {
  @ApiProperty() readonly journeyId!: string;
  @ApiProperty({ type: LinkAnswer, nullable: true, description: 'null: it is linked to no customer' })
  readonly link!: Readonly<LinkAnswer> | null;
  @ApiProperty({ type: 'integer' }) readonly events!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of its first event' })
  readonly firstAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of its newest event' })
  readonly newestAt!: string | null;
}

export class CustomerAnswer extends SubjectAnswer {
  @ApiProperty({ type: [CustomerJourneyAnswer], description: 'Its journeys, and how each was linked' })
  readonly linked!: readonly Readonly<CustomerJourneyAnswer>[];
}
