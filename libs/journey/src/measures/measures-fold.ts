import type { Measures, Millis, Policies, Policy } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { EvidenceFold } from './evidence-fold';
import { feeling } from './feeling';
import { handling } from './handlers';
import { measuresAt } from './measures-at';
import { initialMeasures } from './measures-state';
import type { MeasuresState } from './measures-state';

const feel = handling(feeling);

/**
 * The fold behind all measures: a journey's evidence, counts and feelings from its events in business order, and the measures
 * that they amount to at a moment. The state is changed in place.
 */
export const MeasuresFold = {
  initial: initialMeasures,

  apply(state: MeasuresState, event: JourneyEvent, policies: Policies): MeasuresState {
    EvidenceFold.apply(state, event, policies);
    feel(event, state, policies.version(event.policyVersion));
    return state;
  },

  /** What a history in business order amounts to. */
  over(events: Iterable<JourneyEvent>, policies: Policies): MeasuresState {
    const state = initialMeasures();
    for (const event of events) MeasuresFold.apply(state, event, policies);
    return state;
  },

  /** By the given policy, at a moment no earlier than the last event of the state. */
  measuresAt: (state: MeasuresState, policy: Policy, at: Millis): Measures => measuresAt(state, policy, at),
};
