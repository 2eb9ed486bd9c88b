import { ApiProperty } from '@nestjs/swagger';
import { PopulationAnswer, SubjectRowsAnswer } from '@rapport/projection/http';

/** Of a journey or a customer. */
export class TemplateNameOfOneAnswer extends SubjectRowsAnswer {
  @ApiProperty({ type: 'integer' }) interactions!: number;
}

/** Of all journeys. */
export class TemplateNameAnswer extends PopulationAnswer {
  @ApiProperty({ type: 'integer' }) journeys!: number;
  @ApiProperty({ type: 'integer', description: 'On all of them together' }) interactions!: number;
}
