import type { Millis } from '../policy';
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
