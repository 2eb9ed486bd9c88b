import {
  decideAgain,
  factClasses,
  RelationshipFold,
  type FactType,
  type JourneyEvent,
  type RelationshipState,
} from '@rapport/journey';
import type { Policies } from '@rapport/policy';
import type { Fold } from '@rapport/projection';
import { stageFold, type StageState } from './relationship-stage.fold';

interface MergedStageState extends StageState {
  readonly relationship: RelationshipState;
}

/** Takes in a fact, and the step that the policy of its recording makes of it, where it makes one. */
function decide(state: MergedStageState, event: JourneyEvent, policies: Policies): MergedStageState {
  if (event.type === 'JourneyBegun') state.begunAt ??= event.occurredAt;
  const move = decideAgain(state.relationship, event, policies);
  if (move === undefined) return state;
  const { occurredAt: at, policyVersion } = event;
  state.path = [...state.path, { eventId: null, at, policyVersion, ...move }];
  return state;
}

/**
 * The stages of a customer of several journeys: decided again over all that happened on them, since the decisions that were
 * recorded saw one journey each.
 */
export const mergedStageFold: Fold<MergedStageState> = {
  initial: () => ({ ...stageFold.initial(), relationship: RelationshipFold.initial() }),
  on: Object.fromEntries((Object.keys(factClasses) as FactType[]).map((type) => [type, decide])),
};
