import { ApiProperty } from '@nestjs/swagger';
import { SubjectRowsAnswer } from '@rapport/projection/http';
import type { CaseStatus } from './case-state';

const instant = (description: string) => ApiProperty({ type: 'string', format: 'date-time', description });
const instantOrNull = (description: string) =>
  ApiProperty({ type: 'string', format: 'date-time', nullable: true, description });
const textOrNull = (description: string) => ApiProperty({ type: 'string', nullable: true, description });
const count = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });

const statuses: readonly CaseStatus[] = ['open', 'confirmed', 'tacit', 'unresolved', 'void'];

export class AttemptAnswer {
  @instant('When the resolution was proposed') proposedAt!: string;
  @instantOrNull('When it was shown not to hold; null: it stands') brokenAt!: string | null;
}

export class HoldAnswer {
  @instant('From when on the customer was waited for') from!: string;
  @instantOrNull('Until when; null: still') until!: string | null;
}

export class CaseAnswer {
  @ApiProperty({ description: 'Of a customer of several journeys: `<journeyId>/<caseId>`' }) caseId!: string;
  @ApiProperty({
    enum: statuses,
    description:
      '`confirmed`: the customer said that it is solved; `tacit`: closed in silence after a proposal; `unresolved` and ' +
      '`void`: closed so; `open`: none of these, a pending proposal included',
  })
  status!: CaseStatus;
  @instant('Since when it is so') statusSince!: string;
  @instant('When it was opened') openedAt!: string;
  @instantOrNull('When we first touched it: taken in charge, routed, contacted or proposed') touchedAt!:
    string | null;
  @instantOrNull('When it was first confirmed') confirmedAt!: string | null;
  @textOrNull('As it was opened or classified at its opening') product!: string | null;
  @textOrNull('As it was opened or classified at its opening') topic!: string | null;
  @textOrNull('Where it was opened') channel!: string | null;
  @textOrNull('Where it was opened') touchpoint!: string | null;
  @textOrNull('The first team that had it') team!: string | null;
  @ApiProperty({ type: [AttemptAnswer] }) proposals!: readonly Readonly<AttemptAnswer>[];
  @ApiProperty({ type: [HoldAnswer], description: 'When it waited for the customer' })
  holds!: readonly Readonly<HoldAnswer>[];
  @count('Resolutions that the customer rejected') rejections!: number;
  @count('Resolutions that we withdrew') withdrawals!: number;
  @count('Times that it was opened again') reopenings!: number;
  @count('Times that it was handed over to another team') handovers!: number;
  @count('Times that it had come to the wrong team') misdirections!: number;
}

export class CasesAnswer extends SubjectRowsAnswer {
  @ApiProperty({ type: [CaseAnswer], description: 'In the order in which they were opened' })
  cases!: readonly Readonly<CaseAnswer>[];
}
