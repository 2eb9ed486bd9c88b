import { projection } from '@rapport/projection';
import { caseCell, caseMeasures } from './cells';
import { resolutionFold, type CasesOfJourney } from './resolution-rate.fold';
import { caseTable } from './resolution-rate.table';

/** One row and one cell per case. Answers are computed from the cells. */
export const resolutionRate = projection({
  name: 'resolution-rate',
  version: 2,
  fold: resolutionFold,
  table: caseTable,
  rows: ({ cases }: CasesOfJourney) => Array.from(cases, ([part, row]) => ({ part, row })),
  measures: caseMeasures,
  cells: (row) => [caseCell(row)],
});
