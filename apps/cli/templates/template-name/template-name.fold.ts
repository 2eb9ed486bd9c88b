import type { Fold } from '@rapport/projection';

/** What one journey's history amounts to. */
export interface TemplateNameState {
  interactions: number;
}

/** One function for each type of event that matters. Pure: no clock, no chance, nothing but state and event. */
export const templateNameFold: Fold<TemplateNameState> = {
  initial: () => ({ interactions: 0 }),
  on: {
    InteractionRecorded(state) {
      state.interactions += 1;
      return state;
    },
  },
};
