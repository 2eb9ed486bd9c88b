import { MeasuresFold } from '@rapport/journey';
import type { NextStage } from '@rapport/policy';
import { isoInstant, type SubjectView } from '@rapport/projection';
import type { ParkedAnswer } from '@rapport/projection/http';
import type {
  DecidedStageAnswer,
  NextStageAnswer,
  StageAnswer,
  StepAnswer,
} from './relationship-stage.answers';
import type { Step } from './relationship-stage.fold';
import { relationshipStage } from './relationship-stage.projection';
import { nextOf, standingOf } from './relationship-stage.queries';

/** The stage of a journey or customer, how it came there and what is missing. @throws Problem 404 where it has not begun */
export async function stageAnswer(subject: SubjectView): Promise<Readonly<StageAnswer>> {
  const { policy } = subject.view;
  const { rows, parked } = await subject.rows(relationshipStage);
  const [stored] = rows;
  if (stored === undefined) throw subject.notFound(parked);
  const { stage, since } = standingOf(stored.row, policy);
  const next = nextOf(stored.row, policy, await measures(subject, parked));
  const decided = await decidedStages(subject, stage);
  return {
    ...subject.stated(),
    parked,
    stage,
    since: isoInstant(since),
    guidance: policy.stages.guidance(stage) ?? null,
    policyVersion: policy.version,
    path: stored.row.path.map(stepAnswer),
    next: next.map(nextAnswer),
    ...(decided.length > 1 && { decided }),
  };
}

/**
 * What is measured at the moment, folded from the log: one short stream a question, where a row that kept the measures would
 * be written anew with every event.
 */
async function measures(subject: SubjectView, parked: Readonly<ParkedAnswer> | null) {
  const { at, policy, policies } = subject.view;
  const state = MeasuresFold.over(await subject.events(parked), policies);
  return MeasuresFold.measuresAt(state, policy, at);
}

/** What was decided on each of a customer's journeys. */
async function decidedStages(
  { named, view }: SubjectView,
  stage: string,
): Promise<readonly Readonly<DecidedStageAnswer>[]> {
  if ('journeyId' in named || named.journeys.length < 2) return [];
  const decided = await Promise.all(
    named.journeys.map(async (journeyId) => {
      const { rows } = await view.journey(journeyId).rows(relationshipStage);
      return rows.map(({ row }) => ({ journeyId, ...standingOf(row, view.policy) }));
    }),
  );
  return decided.flat().map(({ since, ...one }) => ({
    ...one,
    since: isoInstant(since),
    differs: one.stage !== stage,
  }));
}

const stepAnswer = ({ eventId, at, ...step }: Step): Readonly<StepAnswer> => ({
  ...step,
  at: isoInstant(at),
  events: eventId === null ? [step.driver.eventId] : [step.driver.eventId, eventId],
});

const nextAnswer = ({ notBefore, ...next }: NextStage): Readonly<NextStageAnswer> => ({
  ...next,
  notBefore: isoInstant(notBefore),
});
