import type { ReadModel } from '@rapport/read-store';
import { groupOf, inCohort, type Question } from './question';
import type { Figures, GroupFigures } from './resolution-rate.answers';
import type { resolutionRate } from './resolution-rate.projection';
import { Tally } from './tally';

export type Cases = ReadModel<(typeof resolutionRate)['table']>;

export interface Resolution {
  readonly total: Figures;
  readonly groups: readonly GroupFigures[];
}

/** What became of the cases of a cohort, in total and by group; groups in the order of their names, the unknown one last. */
export async function resolutionOf(cases: Pick<Cases, 'pages'>, question: Question): Promise<Resolution> {
  const total = new Tally(question);
  const groups = new Map<string | null, Tally>();
  for await (const page of cases.pages()) {
    for (const { row } of page) {
      if (!inCohort(row, question)) continue;
      total.add(row);
      if (question.by !== null) tallyOf(groups, groupOf(row, question.by), question).add(row);
    }
  }
  return { total: total.figures(), groups: figuresOf(groups) };
}

function tallyOf(groups: Map<string | null, Tally>, group: string | null, question: Question): Tally {
  const tally = groups.get(group) ?? new Tally(question);
  groups.set(group, tally);
  return tally;
}

function figuresOf(groups: ReadonlyMap<string | null, Tally>): GroupFigures[] {
  return [...groups]
    .sort(([a], [b]) => (a === b ? 0 : b === null || (a !== null && a < b) ? -1 : 1))
    .map(([group, tally]) => ({ group, ...tally.figures() }));
}
