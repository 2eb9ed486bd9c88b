import type { ReadModel } from '@rapport/read-store';
import { caseMeasures, Cases } from './cells';
import { Groups } from './groups';
import type { Question } from './question';
import type { Figures, GroupFigures } from './resolution-rate.answers';
import type { caseTable } from './resolution-rate.table';

export type ResolutionModel = ReadModel<typeof caseTable>;

export interface Resolution {
  readonly total: Figures;
  readonly groups: readonly GroupFigures[];
}

/**
 * What became of the cases of a cohort, in total and by group; groups in the order of their names, the unknown one last. The
 * cohort is what was *opened* in [from, to).
 */
export async function resolutionOf(
  model: Pick<ResolutionModel, 'cells'>,
  question: Question,
): Promise<Resolution> {
  const groups = new Groups(question);
  const { from, to } = question;
  const cohort = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  for await (const block of model.cells(Object.keys(caseMeasures), cohort)) {
    for (const cases = new Cases(block); cases.next();) groups.add(cases);
  }
  return { total: groups.total(), groups: groups.figures() };
}
