import type { Policy, NextStage, Measures, Standing } from '@rapport/policy';
import type { StageRow } from './relationship-stage.table';

/** Where the journey stands. A journey that no decision moved is in the initial stage. */
export const standingOf = ({ stage, since }: StageRow, policy: Policy): Standing => ({
  stage: stage ?? policy.stages.initial,
  since,
});

/** What is missing for a next stage, given what the journey measures now. */
export const nextOf = (row: StageRow, policy: Policy, measures: Measures): readonly NextStage[] =>
  policy.stages.next(standingOf(row, policy), measures);
