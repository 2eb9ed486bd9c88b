import type { Condition } from '../condition/condition';
import type { Measures } from '../measures';
import type { ConditionResult, Millis } from '../policy';
import type { Stage } from './stage';

/** The stages in order, lowest first, those beside them that can be entered from any, and how one falls. */
export interface Ladder {
  readonly steps: readonly Stage[];
  readonly beside: readonly Stage[];
  readonly fall: { readonly dwellMs: Millis; readonly steps: number };
}

/** Place on the ladder; a stage that this policy does not know (an older one did) counts as the lowest. */
export const rankOf = ({ steps }: Ladder, stage: string): number =>
  Math.max(
    0,
    steps.findIndex(({ name }) => name === stage),
  );

/** All of a list; stops at the first that fails. */
export const hold = (conditions: readonly Condition[], measures: Measures): boolean =>
  conditions.every((condition) => condition.holds(measures));

export const explain = (conditions: readonly Condition[], measures: Measures): readonly ConditionResult[] =>
  conditions.map((condition) => condition.explain(measures));
