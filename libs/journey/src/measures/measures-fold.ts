import type { Measures, Millis, Policies, Policy } from '@rapport/policy';
import type { JourneyEvent } from '../catalogue/events';
import { counting, forgetEnded } from './counting';
import { feeling } from './feeling';
import { handle } from './handlers';
import { measuresAt } from './measures-at';
import { initialMeasures } from './measures-state';
import type { MeasuresState } from './measures-state';
import { isRepeated } from './repeated';
import { weigh } from './weighing';

/**
 * The fold behind trust, commitment, emotion and counts: a journey's events in business order, each weighed by the policy
 * version stamped on it, and the measures that they amount to at a moment. Decisions, references to what is unknown and
 * facts that say nothing new leave the state as it is. The state is changed in place.
 */
export const MeasuresFold = {
  initial: initialMeasures,

  apply(state: MeasuresState, event: JourneyEvent, policies: Policies): MeasuresState {
    if (isRepeated(event, state)) return state;
    const policy = policies.version(event.policyVersion);
    handle(counting, event, state);
    handle(feeling, event, state, policy);
    weigh(event, state, policy);
    handle(forgetEnded, event, state);
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
