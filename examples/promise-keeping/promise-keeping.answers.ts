import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MomentQuery, PopulationAnswer, SubjectRowsAnswer } from '@rapport/projection/http';
import { IsOptional, Length } from 'class-validator';

/** Query parameters of `GET /v1/promise-keeping`. */
export class PromiseKeepingQuery extends MomentQuery {
  @IsOptional()
  @Length(1, 100)
  @ApiPropertyOptional({ description: 'Promises of this kind alone' })
  kind?: string;
}

export class PromiseAnswer {
  @ApiProperty() kind!: string;
  @ApiProperty({ example: '2024-01', description: 'In which it was made, UTC' }) month!: string;
  @ApiProperty({ enum: ['open', 'kept', 'late', 'broken', 'released'] }) outcome!: string;
  @ApiProperty({ type: 'integer', description: 'How much too late it was kept' }) lateSeconds!: number;
}

/** Of a journey or a customer. */
export class PromisesAnswer extends SubjectRowsAnswer {
  @ApiProperty({ type: [PromiseAnswer] }) promises!: readonly Readonly<PromiseAnswer>[];
}

export class KindInMonthAnswer {
  @ApiProperty() kind!: string;
  @ApiProperty({ example: '2024-01', description: 'In which they were made, UTC' }) month!: string;
  @ApiProperty({ type: 'integer' }) made!: number;
  @ApiProperty({ type: 'integer', description: 'In time' }) kept!: number;
  @ApiProperty({ type: 'integer' }) late!: number;
  @ApiProperty({ type: 'integer' }) broken!: number;
  @ApiProperty({ type: 'integer', description: 'Of the late ones together' }) lateSeconds!: number;
}

/** Of all journeys. */
export class PromiseKeepingAnswer extends PopulationAnswer {
  @ApiProperty({ type: [KindInMonthAnswer] }) promises!: readonly Readonly<KindInMonthAnswer>[];
}
