import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const whole = (description: string) => ApiProperty({ type: 'integer', description });

export class ParkedSubject {
  @ApiProperty({ description: 'A journey, or `customer:<customerId>`' }) readonly subject!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'The event that its rows stop before' })
  readonly eventId!: string | null;
  @ApiProperty({ type: 'string', nullable: true }) readonly eventType!: string | null;
  @ApiProperty({ description: 'The journey that the event is of' }) readonly journeyId!: string;
  @ApiProperty({ format: 'date-time', description: 'Business time of the event' })
  readonly occurredAt!: string;
  @whole('Place of the event in its journey, from 0') readonly revision!: number;
  @ApiProperty({ description: 'Why it could not be digested' }) readonly error!: string;
}

class KeptBuild {
  @ApiProperty({ type: 'integer' }) readonly version!: number;
  @ApiProperty({ enum: ['loading', 'complete', 'in-force'] }) readonly state!: string;
}

class BuildProgress {
  @whole('Events; of a build that another engine makes, as that told or saved it last')
  readonly done!: number;
  @whole('Events; with EventStoreDB estimated') readonly total!: number;
  @ApiPropertyOptional({ type: 'integer', description: 'Events; told by the engine that makes the build' })
  readonly perSecond?: number;
  @ApiPropertyOptional({ description: 'Estimated, by that engine too' }) readonly secondsLeft?: number;
}

class ListedProjection {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: 'integer' }) readonly version!: number;
  @ApiPropertyOptional({ description: 'The node that projects it, where several share the read store' })
  readonly node?: string;
  @ApiProperty({
    enum: ['live', 'catching-up', 'rebuilding', 'failed', 'paused', 'superseded'],
    description:
      '`rebuilding`: there are no rows to ask yet. A rebuild beside rows in force shows in `progress` alone. `superseded`: rows of another version are in force, and those of this node stand still',
  })
  readonly state!: string;
  @ApiPropertyOptional({ description: 'Everything up to here is in the rows' }) readonly position?: string;
  @whole('Events in the log that are not in the rows; with EventStoreDB, which counts none, estimated')
  readonly lagEvents!: number;
  @ApiProperty({ description: 'How long ago the oldest of them was recorded' }) readonly lagSeconds!: number;
  @whole('Subjects that an event parked') readonly parked!: number;
  @ApiPropertyOptional({ type: [ParkedSubject], description: 'The first of them' })
  readonly parkedSubjects?: readonly ParkedSubject[];
  @ApiProperty({ type: [KeptBuild] }) readonly builds!: readonly KeptBuild[];
  @ApiPropertyOptional({ type: BuildProgress, description: 'While a build is made or catches up' })
  readonly progress?: BuildProgress;
  @ApiPropertyOptional({ description: 'Why it failed, or what holds it up' }) readonly error?: string;
}

export class ProjectionsAnswer {
  @ApiProperty({ type: [ListedProjection] }) readonly projections!: readonly ListedProjection[];
}

export class ParkedPage {
  @ApiProperty({ type: [ParkedSubject] }) readonly parked!: readonly ParkedSubject[];
  @ApiProperty({ type: 'string', nullable: true, description: '`after` of the next page; null on the last' })
  readonly next!: string | null;
}

export class RetryAnswer {
  @whole('Subjects that were folded again') readonly retried!: number;
  @whole('All that are parked now') readonly parked!: number;
}

export class RebuildAnswer {
  @ApiProperty() readonly id!: string;
  @ApiProperty({ type: [String] }) readonly projections!: readonly string[];
  @ApiProperty({ enum: ['running', 'done', 'failed'] }) readonly state!: string;
  @whole('Events folded so far') readonly done!: number;
  @whole('Events; with EventStoreDB estimated') readonly total!: number;
  @ApiPropertyOptional({ type: 'integer', description: 'Events' }) readonly perSecond?: number;
  @ApiPropertyOptional({ description: 'Estimated' }) readonly secondsLeft?: number;
  @ApiPropertyOptional({ description: 'Why it failed' }) readonly error?: string;
}
