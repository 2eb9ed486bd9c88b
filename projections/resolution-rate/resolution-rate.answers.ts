import { ApiProperty } from '@nestjs/swagger';
import { PopulationAnswer } from '@rapport/projection/http';
import { dimensions, type Dimension } from './question';

const count = (description: string) => ApiProperty({ type: 'integer', minimum: 0, description });
const rate = (description: string) =>
  ApiProperty({ type: 'number', minimum: 0, maximum: 1, nullable: true, description });
const seconds = (share: string) =>
  ApiProperty({
    type: 'number',
    nullable: true,
    description: `Seconds until ${share} had it; null where that is not reached`,
  });

/** When shares of the cases had something. */
export class QuantilesAnswer {
  @seconds('a quarter') p25!: number | null;
  @seconds('half') p50!: number | null;
  @seconds('three quarters') p75!: number | null;
  @seconds('nine tenths') p90!: number | null;
  @count('Cases that have not had it as far as is known') censored!: number;
}
export type Quantiles = Readonly<QuantilesAnswer>;

/** By the customer's clock, which never pauses. */
export class DurationAnswer extends QuantilesAnswer {
  @ApiProperty({
    type: QuantilesAnswer,
    description: 'By our clock, which stands still while a case is held on the customer',
  })
  ours!: Quantiles;
}
export type Duration = Readonly<DurationAnswer>;

export class FirstContactResolutionAnswer {
  @count('Resolved at first contact, and stood the window') resolved!: number;
  @count('Cases whose window is over and whose outcome is known') judged!: number;
  @count('Cases left out: the window is not over at `at`, or there is no outcome yet') leftOut!: number;
}
export type FirstContactResolution = Readonly<FirstContactResolutionAnswer>;

/** How fast we reacted. Says nothing of whether it helped. */
export class ResponsivenessAnswer {
  @ApiProperty({
    type: DurationAnswer,
    description: 'From the opening to our first touch: taken in charge, routed, contacted or proposed',
  })
  timeToFirstTouchSeconds!: Duration;
}
export type Responsiveness = Readonly<ResponsivenessAnswer>;

/** Numbers are cases, void ones only in `opened` and `void`, unless said otherwise. Rates are of opened - void; null without any. */
export class FiguresAnswer {
  @count('Cases opened') opened!: number;
  @count('No cases after all: duplicate, invalid, withdrawn by the customer') void!: number;
  @count('With a proposed resolution, at least one') proposed!: number;
  @count('Resolved: the customer said so, themselves or through an agent with evidence') confirmed!: number;
  @count('Closed in silence after a proposal') tacit!: number;
  @count('Closed as unresolved') unresolved!: number;
  @count('None of these yet') open!: number;
  @count('The customer rejected a proposal') rejected!: number;
  @count('We withdrew a proposal') withdrawn!: number;
  @count('Reopened after a closing or a confirmation') reopened!: number;
  @count('Rejected, withdrawn or reopened after a first proposal') reworked!: number;
  @count('Routed because they had been misdirected') misdirected!: number;
  @count('Number of handovers; a case may have several') handovers!: number;
  @rate('confirmed / (opened - void)') confirmedRate!: number | null;
  @rate('tacit / (opened - void)') tacitRate!: number | null;
  @rate('(confirmed + tacit) / (opened - void)') resolutionRate!: number | null;
  @rate('Of the cases judged: see firstContactResolution') firstContactResolutionRate!: number | null;
  @ApiProperty({ type: FirstContactResolutionAnswer }) firstContactResolution!: FirstContactResolution;
  @rate('misdirected / (opened - void)') misdirectedRate!: number | null;
  @rate('Cases handed over at least once / (opened - void)') handoverRate!: number | null;
  @ApiProperty({ type: DurationAnswer, description: 'To the first proposal (Kaplan-Meier)' })
  timeToProposalSeconds!: Duration;
  @ApiProperty({
    type: DurationAnswer,
    description: 'To the first confirmation (Aalen-Johansen: void and unresolved closings compete)',
  })
  timeToConfirmationSeconds!: Duration;
  @ApiProperty({
    type: DurationAnswer,
    description: 'To the proposal that stood `lastingAfterDays` (Kaplan-Meier)',
  })
  timeToLastingResolutionSeconds!: Duration;
  @ApiProperty({ type: ResponsivenessAnswer }) responsiveness!: Responsiveness;
}
export type Figures = Readonly<FiguresAnswer>;

export class GroupFiguresAnswer extends FiguresAnswer {
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'The product, topic, …; null where it was not known at the opening',
  })
  group!: string | null;
}
export type GroupFigures = Readonly<GroupFiguresAnswer>;

export class ResolutionRateAnswer extends PopulationAnswer {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) from!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) to!: string | null;
  @ApiProperty({ enum: dimensions, nullable: true }) by!: Dimension | null;
  @ApiProperty({ description: 'Window of first contact resolution' }) windowDays!: number;
  @ApiProperty({ description: 'How long a lasting resolution has to stand, by the policy in force' })
  lastingAfterDays!: number;
  @ApiProperty({ description: 'The policy in force' }) policyVersion!: number;
  @ApiProperty({ type: FiguresAnswer }) total!: Figures;
  @ApiProperty({ type: [GroupFiguresAnswer], description: 'Empty without `by`' })
  groups!: readonly GroupFigures[];
}
