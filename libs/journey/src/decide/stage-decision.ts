import type { DriverKind, Millis, Policy } from '@rapport/policy';
import { definitionOfFact } from '../catalogue/catalogue';
import { isFact } from '../catalogue/events';
import type { JourneyEvent } from '../catalogue/events';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';
import type { RelationshipState } from '../state/relationship-fold';
import type { StageChanged } from '../stages/stage-changed';
import type { Plain } from '../kernel/plain';

/** Whether a fact says what the customer feels; a score does where the policy reads it as a feeling. */
export function driverKind(event: JourneyEvent, { emotions }: MeasuresState, policy: Policy): DriverKind {
  switch (event.type) {
    case 'EmotionObserved':
    case 'EmotionCorrected':
      return emotions.has(event.data.emotionId) ? 'emotion' : 'fact';
    case 'FeedbackGiven':
      return policy.emotion.inferred(event.data.instrument, event.data.score) === undefined
        ? 'fact'
        : 'emotion';
    default:
      return 'fact';
  }
}

/** A decision drives none, nor does a fact that says nothing of the relationship. */
const decidesStage = (event: JourneyEvent): boolean =>
  isFact(event) && definitionOfFact(event.type).decidesStage === 'always';

/** What our policy makes of a fact that the fold has just seen, at a moment; undefined where the stage stays. */
export function stageDecision(
  { standing, measures }: Pick<RelationshipState, 'standing' | 'measures'>,
  fact: JourneyEvent,
  policy: Policy,
  at: Millis,
): Plain<StageChanged> | undefined {
  if (standing === undefined || !decidesStage(fact)) return undefined;
  const kind = driverKind(fact, measures, policy);
  const move = policy.stages.decide(standing, MeasuresFold.measuresAt(measures, policy, at), kind, at);
  return move === undefined ? undefined : { ...move, driver: { eventId: fact.id, type: fact.type, kind } };
}
