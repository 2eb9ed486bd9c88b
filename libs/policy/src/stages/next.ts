import type { Measures } from '../measures';
import type { NextStage, Standing } from '../policy';
import { rankOf, type Ladder } from './ladder';

/** What is missing for the stage above, or for the way out of a stage beside the ladder; empty at the top. */
export function next(ladder: Ladder, { stage, since }: Standing, measures: Measures): readonly NextStage[] {
  const beside = ladder.beside.find(({ name }) => name === stage);
  if (beside !== undefined) {
    const { leave } = beside;
    if (leave === undefined) return [];
    return [
      {
        stage: leave.to,
        conditions: leave.when.explain(measures),
        advanceOn: ['fact'],
        notBefore: since + leave.dwellMs,
      },
    ];
  }
  return ladder.steps.slice(rankOf(ladder, stage) + 1, rankOf(ladder, stage) + 2).map((above) => ({
    stage: above.name,
    conditions: above.enter.explain(measures),
    advanceOn: above.advanceOn,
    notBefore: since + above.dwellMs,
  }));
}
