import type { Cell } from '@rapport/read-store';
import type { StageRow } from './relationship-stage.table';

/** Where a journey or customer stands: group the stage as JSON (null: in the initial one), value the UTC day since when. */
export const standingMeasure = 'standing';
/** A step that was made: group [from, to] as JSON, value the UTC day. */
export const stepMeasure = 'step';

export const stageMeasures = { [standingMeasure]: ['sinceDay'], [stepMeasure]: ['day'] };

const dayMs = 86_400_000;
const dayOf = (instant: number): number => Math.floor(instant / dayMs);

/** Days, not instants, so that there are few cells and many of each. */
export const stageCells = ({ stage, since, path }: StageRow): readonly Cell[] => [
  { measure: standingMeasure, group: JSON.stringify(stage), values: [dayOf(since)] },
  ...path.map(({ from, to, at }) => ({
    measure: stepMeasure,
    group: JSON.stringify([from, to]),
    values: [dayOf(at)],
  })),
];
