import { MeasuresFold, type JourneyEvent } from '@rapport/journey';
import type { Measures, Policy } from '@rapport/policy';
import { defaultPolicies } from './rows-of';

/** What a journey measures at a moment. */
export function measuresOf(events: readonly JourneyEvent[], policy: Policy, at: number): Measures {
  const policies = defaultPolicies();
  const state = events.reduce(
    (before, event) => MeasuresFold.apply(before, event, policies),
    MeasuresFold.initial(),
  );
  return MeasuresFold.measuresAt(state, policy, at);
}
