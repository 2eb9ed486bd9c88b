import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { isoInstant, type ReplayStatus } from '@rapport/projection';

class ReplayProgress {
  @ApiProperty({ type: 'integer', description: 'Events read and folded' }) readonly done!: number;
  @ApiProperty({ type: 'integer', description: 'Events in the log' }) readonly total!: number;
  @ApiProperty({ type: 'integer', description: 'Events a second' }) readonly perSecond!: number;
}

export class ReplayAnswer {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: ['building', 'ready', 'failed'] }) readonly state!: ReplayStatus['state'];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly asOf!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly knownAt!: string | null;
  @ApiProperty({ type: [String] }) readonly projections!: readonly string[];
  @ApiProperty({ type: ReplayProgress }) readonly progress!: Readonly<ReplayProgress>;
  @ApiProperty({ format: 'date-time', description: 'It is removed then' }) readonly expiresAt!: string;
  @ApiPropertyOptional({ description: 'Why it failed' }) readonly error?: string;
}

export class ReplaysAnswer {
  @ApiProperty({ type: [ReplayAnswer], description: 'By name' })
  readonly replays!: readonly Readonly<ReplayAnswer>[];
}

export function replayAnswer({ asOf, knownAt, expiresAt, ...status }: ReplayStatus): Readonly<ReplayAnswer> {
  return {
    ...status,
    asOf: asOf === undefined ? null : isoInstant(asOf),
    knownAt: knownAt === undefined ? null : isoInstant(knownAt),
    expiresAt: isoInstant(expiresAt),
  };
}
