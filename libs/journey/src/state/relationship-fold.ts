import type { Millis, Policies, Standing } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { MeasuresFold } from '../measures/measures-fold';
import type { MeasuresState } from '../measures/measures-state';

/** All that a decision about the stage is made from. Changed in place by its fold; never stored. */
export interface RelationshipState {
  readonly measures: MeasuresState;
  /** Undefined before the journey begins. */
  standing: Standing | undefined;
  /** When our policy last decided something here. */
  lastDecidedAt: Millis | undefined;
}

/** What a history in business order, its decisions included, amounts to for the relationship. */
export const RelationshipFold = {
  initial: (): RelationshipState => ({
    measures: MeasuresFold.initial(),
    standing: undefined,
    lastDecidedAt: undefined,
  }),

  apply(state: RelationshipState, event: JourneyEvent, policies: Policies): void {
    if (event.type === 'StageChanged') {
      state.standing = { stage: event.data.to, since: event.occurredAt };
      state.lastDecidedAt = event.occurredAt;
      return;
    }
    state.standing ??= {
      stage: policies.version(event.policyVersion).stages.initial,
      since: event.occurredAt,
    };
    MeasuresFold.apply(state.measures, event, policies);
  },
};
