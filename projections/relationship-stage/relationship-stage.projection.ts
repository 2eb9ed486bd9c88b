import { projection } from '@rapport/projection';
import { mergedStageFold } from './merged-stage.fold';
import { stageFold, type StageState } from './relationship-stage.fold';
import { stageTable } from './relationship-stage.table';
import { stageCells, stageMeasures } from './stage-cells';

export const relationshipStage = projection({
  name: 'relationship-stage',
  version: 2,
  fold: stageFold,
  merged: mergedStageFold,
  table: stageTable,
  rows({ begunAt, path }: StageState) {
    if (begunAt === null) return [];
    const last = path.at(-1);
    return [{ part: '', row: { stage: last?.to ?? null, since: last?.at ?? begunAt, path } }];
  },
  measures: stageMeasures,
  cells: stageCells,
});
