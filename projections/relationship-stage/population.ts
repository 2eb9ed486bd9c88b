import type { Policy } from '@rapport/policy';
import type { CellBlock, Columns, ReadModel } from '@rapport/read-store';
import { standingMeasure, stepMeasure } from './stage-cells';

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Who is counted: journeys, or customers (linked journeys as one, every other journey as one). */
export const units = ['journeys', 'customers'] as const;
export type Unit = (typeof units)[number];

export interface Population {
  /** All journeys, or customers. */
  readonly count: number;
  /** How many of them are in each stage: all stages of the policy, and any that somebody is left in from earlier ones. */
  readonly stages: Readonly<Record<string, number>>;
  /** How often one of them went from one stage to another, by names. */
  readonly transitions: readonly Transition[];
}

export async function populationOf(
  model: Pick<ReadModel<Columns>, 'cells'>,
  policy: Policy,
  unit: Unit = 'journeys',
): Promise<Population> {
  const stages = new Map(policy.stages.names.map((name) => [name, 0]));
  for (const [group, count] of await countsOf(model, standingMeasure, unit)) {
    const stage = (JSON.parse(group) as string | null) ?? policy.stages.initial;
    stages.set(stage, (stages.get(stage) ?? 0) + count);
  }
  const steps = [...(await countsOf(model, stepMeasure, unit))].filter(([, count]) => count > 0);
  return {
    count: [...stages.values()].reduce((sum, count) => sum + count, 0),
    stages: Object.fromEntries(stages),
    transitions: steps.sort(byGroup).map(([group, count]) => transition(group, count)),
  };
}

async function countsOf(
  model: Pick<ReadModel<Columns>, 'cells'>,
  measure: string,
  of: Unit,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const block of model.cells(measure, { of })) {
    counts.set(block.group, (counts.get(block.group) ?? 0) + countOf(block));
  }
  return counts;
}

function countOf({ entries, width }: CellBlock): number {
  let count = 0;
  for (let at = width - 1; at < entries.length; at += width) count += entries[at] ?? 0;
  return count;
}

const byGroup = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

function transition(group: string, count: number): Transition {
  const [from, to] = JSON.parse(group) as [string, string];
  return { from, to, count };
}
