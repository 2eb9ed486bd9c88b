import type { DriverKind, Millis, Policy, StageMove } from '@rapport/policy';
import { commandNames, definitionOf } from '../catalogue/catalogue';
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

/** Neither decisions nor facts that say nothing of the relationship. */
const drivers: ReadonlySet<string> = new Set(
  commandNames
    .map(definitionOf)
    .filter(({ decidesStage }) => decidesStage === 'always')
    .map(({ records }) => records.name),
);

type Situation = Pick<RelationshipState, 'standing' | 'measures'>;

/** Where our policy moves the relationship to after a fact that the fold has just seen; undefined where the stage stays. */
export function stageMove(
  { standing, measures }: Situation,
  fact: JourneyEvent,
  policy: Policy,
  at: Millis,
): StageMove | undefined {
  if (standing === undefined || !drivers.has(fact.type)) return undefined;
  const kind = driverKind(fact, measures, policy);
  return policy.stages.decide(standing, MeasuresFold.measuresAt(measures, policy, at), kind, at);
}

/** The same as it is recorded, with the fact that drove it. */
export function stageDecision(
  situation: Situation,
  fact: JourneyEvent,
  policy: Policy,
  at: Millis,
): Plain<StageChanged> | undefined {
  const move = stageMove(situation, fact, policy, at);
  if (move === undefined) return undefined;
  const kind = driverKind(fact, situation.measures, policy);
  return { ...move, driver: { eventId: fact.id, type: fact.type, kind } };
}
