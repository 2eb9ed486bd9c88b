import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SubjectAnswer } from '@rapport/projection/http';

export class NewestEvent {
  @ApiProperty() readonly id!: string;
  @ApiProperty() readonly type!: string;
  @ApiProperty({ format: 'date-time' }) readonly occurredAt!: string;
  @ApiProperty({ type: 'integer' }) readonly revision!: number;
}

export class TimelineEvent extends NewestEvent {
  @ApiProperty() readonly journeyId!: string;
  @ApiProperty({ enum: ['fact', 'decision'] }) readonly kind!: 'fact' | 'decision';
  @ApiProperty({ format: 'date-time' }) readonly recordedAt!: string;
  @ApiProperty({ type: 'integer' }) readonly policyVersion!: number;
  @ApiPropertyOptional() readonly commandId?: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly data!: object;
}

export class TimelineAnswer extends SubjectAnswer {
  @ApiProperty({ type: [TimelineEvent], description: 'Newest first in business order' })
  readonly events!: readonly Readonly<TimelineEvent>[];
  @ApiPropertyOptional({ description: 'Pass it as `cursor` for what is older; absent on the last page' })
  readonly next?: string;
}

class IdentityAnswer {
  @ApiProperty() readonly scheme!: string;
  @ApiProperty({ description: 'Personal' }) readonly key!: string;
}

class InteractionCounts {
  @ApiProperty({
    type: 'integer',
    description: 'With, as one each, cases opened and purchases made outside of any recorded interaction',
  })
  readonly inbound!: number;
  @ApiProperty({ type: 'integer' }) readonly outbound!: number;
}

class CaseCounts {
  @ApiProperty({ type: 'integer' }) readonly opened!: number;
  @ApiProperty({ type: 'integer' }) readonly open!: number;
  @ApiProperty({ type: [String] }) readonly openIds!: readonly string[];
}

class PromiseCounts {
  @ApiProperty({ type: 'integer' }) readonly open!: number;
  @ApiProperty({ type: 'integer', description: 'In time' }) readonly kept!: number;
  @ApiProperty({ type: 'integer', description: 'Kept late' }) readonly late!: number;
  @ApiProperty({ type: 'integer' }) readonly broken!: number;
  @ApiProperty({ type: [String] }) readonly openIds!: readonly string[];
}

class StageNow {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date-time' }) readonly since!: string;
}

class TrustNow {
  @ApiProperty() readonly level!: string;
  @ApiProperty() readonly belief!: number;
  @ApiProperty() readonly disbelief!: number;
  @ApiProperty() readonly uncertainty!: number;
  @ApiProperty() readonly expectation!: number;
}

export class SummaryAnswer extends SubjectAnswer {
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly begunAt!: string | null;
  @ApiProperty({ type: IdentityAnswer, nullable: true, description: 'null: anonymous' })
  readonly identity!: Readonly<IdentityAnswer> | null;
  @ApiProperty({ type: String, nullable: true, description: 'The customer that it is linked to' })
  readonly customer!: string | null;
  @ApiProperty({ type: 'integer' }) readonly events!: number;
  @ApiProperty({ type: InteractionCounts }) readonly interactions!: Readonly<InteractionCounts>;
  @ApiProperty({ type: CaseCounts }) readonly cases!: Readonly<CaseCounts>;
  @ApiProperty({ type: PromiseCounts }) readonly promises!: Readonly<PromiseCounts>;
  @ApiProperty({ type: 'integer' }) readonly purchases!: number;
  @ApiProperty({ type: StageNow, nullable: true }) readonly stage!: Readonly<StageNow> | null;
  @ApiProperty({ type: TrustNow }) readonly trust!: Readonly<TrustNow>;
  @ApiProperty({ type: 'integer' }) readonly policyVersion!: number;
  @ApiProperty({ type: [NewestEvent] }) readonly newest!: readonly Readonly<NewestEvent>[];
}
