import type { Policy, NextStage, Measures, Standing } from '@rapport/policy';
import type { ReadModel, RowOf } from '@rapport/read-store';
import type { relationshipStage } from './relationship-stage.projection';

type Table = (typeof relationshipStage)['table'];
export type Stages = ReadModel<Table>;
export type StageRow = RowOf<Table>;

/** Where the journey stands. A journey that no decision moved is in the initial stage. */
export const standingOf = ({ stage, since }: StageRow, policy: Policy): Standing => ({
  stage: stage ?? policy.stages.initial,
  since,
});

/** What is missing for a next stage, given what the journey measures now. */
export const nextOf = (row: StageRow, policy: Policy, measures: Measures): readonly NextStage[] =>
  policy.stages.next(standingOf(row, policy), measures);

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface Population {
  /** All journeys. */
  readonly journeys: number;
  /** How many journeys are in each stage: all of the policy's, and any that journeys are left in from earlier ones. */
  readonly stages: Readonly<Record<string, number>>;
  /** How often a journey went from one stage to another, by names. */
  readonly transitions: readonly Transition[];
}

export async function populationOf(stages: Pick<Stages, 'pages'>, policy: Policy): Promise<Population> {
  const counts = new Map(policy.stages.names.map((name) => [name, 0]));
  const moves = new Map<string, Transition>();
  let journeys = 0;
  for await (const page of stages.pages()) {
    journeys += page.length;
    for (const { row } of page) {
      const { stage } = standingOf(row, policy);
      counts.set(stage, (counts.get(stage) ?? 0) + 1);
      for (const { from, to } of row.path) {
        const key = JSON.stringify([from, to]);
        moves.set(key, { from, to, count: (moves.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  const byName = ([a]: [string, Transition], [b]: [string, Transition]) => (a < b ? -1 : 1);
  return {
    journeys,
    stages: Object.fromEntries(counts),
    transitions: [...moves].sort(byName).map(([, move]) => move),
  };
}
