import type { Policies } from '@rapport/policy';
import { isFact } from '../catalogue/events';
import type { JourneyEvent } from '../catalogue/events';
import type { Plain } from '../kernel/plain';
import type { StageChanged } from '../stages/stage-changed';
import { RelationshipFold } from '../state/relationship-fold';
import type { RelationshipState } from '../state/relationship-fold';
import { stageDecision } from './stage-decision';

/**
 * Takes in the next event in business order and decides the stage again as the write side does, by the policy version stamped
 * on the event. Returns the move that the event makes, which the state then has made; undefined where the stage stays. Recorded
 * decisions are passed over. So a history without late facts, decided again, moves as it was recorded; and journeys merged into
 * one history (`qualified`) move as one relationship.
 */
export function decideAgain(
  state: RelationshipState,
  event: JourneyEvent,
  policies: Policies,
): Plain<StageChanged> | undefined {
  if (!isFact(event)) return undefined;
  RelationshipFold.apply(state, event, policies);
  const move = stageDecision(state, event, policies.version(event.policyVersion), event.occurredAt);
  if (move === undefined) return undefined;
  state.standing = { stage: move.to, since: event.occurredAt };
  state.lastDecidedAt = event.occurredAt;
  return move;
}
