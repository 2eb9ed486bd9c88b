import { factClasses, MeasuresFold, type MeasuresState } from '@rapport/journey';
import type { Fold, Handler } from '@rapport/projection';

/** Which facts are evidence is for the policy to say, so that every type of fact is folded. */
export const trustFold: Fold<MeasuresState> = {
  initial: MeasuresFold.initial,
  on: Object.fromEntries(
    Object.keys(factClasses).map((type): [string, Handler<MeasuresState, never>] => [
      type,
      MeasuresFold.apply,
    ]),
  ),
};
