import type { Policy } from '@rapport/policy';
import type { Unit } from '@rapport/projection/http';
import type { CellBlock, Columns, ReadModel } from '@rapport/read-store';
import { standingMeasure, stepMeasure } from './stage-cells';

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

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
  const counts = await countsOf(model, unit);
  for (const [group, count] of counts.standing) {
    if (count === 0) continue; // those who stood there are counted as customers elsewhere
    const stage = (JSON.parse(group) as string | null) ?? policy.stages.initial;
    stages.set(stage, (stages.get(stage) ?? 0) + count);
  }
  const steps = [...counts.step].filter(([, count]) => count > 0);
  return {
    count: [...stages.values()].reduce((sum, count) => sum + count, 0),
    stages: Object.fromEntries(stages),
    transitions: steps.sort(byGroup).map(([group, count]) => transition(group, count)),
  };
}

/** By group. Both measures are read at once, so that they are of one moment. */
async function countsOf(model: Pick<ReadModel<Columns>, 'cells'>, of: Unit) {
  const [standing, step] = [new Map<string, number>(), new Map<string, number>()];
  for await (const block of model.cells([standingMeasure, stepMeasure], { of })) {
    const counts = block.measure === standingMeasure ? standing : step;
    counts.set(block.group, (counts.get(block.group) ?? 0) + countOf(block));
  }
  return { standing, step };
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
