import { MeasuresFold, type JourneyEvent } from '@rapport/journey';
import type { Measures, Policy } from '@rapport/policy';
import { policiesOf } from '@rapport/journey/testing';

/** What a journey measures at a moment. */
export const measuresOf = (events: readonly JourneyEvent[], policy: Policy, at: number): Measures =>
  MeasuresFold.measuresAt(MeasuresFold.over(events, policiesOf()), policy, at);
