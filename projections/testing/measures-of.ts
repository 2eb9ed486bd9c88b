import { MeasuresFold, type JourneyEvent } from '@rapport/journey';
import type { Measures, Policy } from '@rapport/policy';
import { defaultPolicies } from './rows-of';

/** What a journey measures at a moment. */
export const measuresOf = (events: readonly JourneyEvent[], policy: Policy, at: number): Measures =>
  MeasuresFold.measuresAt(MeasuresFold.over(events, defaultPolicies()), policy, at);
