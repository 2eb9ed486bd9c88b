import { command } from '../kernel/command';
import { Fact } from '../payload/fact';
import { Finite, Id, Kind, Optional, Text } from '../payload/fields';
import { Nested } from '../payload/nested';
import { Personal } from '../payload/personal';
import { Subject } from '../payload/subject';
import { subjectIsComplete, subjectIsKnown } from '../subjects/guards';
import { feedbackIsNew, instrumentIsKnown, npsIsNotAboutACase, scoreIsOnTheScale } from './guards';

/** The customer answered: a score on an instrument's scale, about something. */
export class GiveFeedback extends Fact {
  @Id() feedbackId!: string;
  /** One of the policy's scales: `csat-5`, `nps-11`. */
  @Kind() instrument!: string;
  @Finite() score!: number;
  @Nested(() => Subject) about!: Subject;
  @Optional() @Text() @Personal() comment?: string;
}

export class FeedbackGiven extends GiveFeedback {}

export const giveFeedback = command(GiveFeedback, {
  records: FeedbackGiven,
  guards: [
    feedbackIsNew,
    subjectIsComplete,
    subjectIsKnown,
    instrumentIsKnown,
    scoreIsOnTheScale,
    npsIsNotAboutACase,
  ],
  evolve: (journey, { feedbackId }) => journey.feedback.add(feedbackId),
});
