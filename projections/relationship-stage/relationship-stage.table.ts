import { integer, json, optionalText, type RowOf } from '@rapport/read-store';
import type { Step } from './relationship-stage.fold';

/**
 * One row per journey that has begun, or customer of several. `stage` is null until a decision moved it: it is then in the
 * initial stage of whichever policy is asked.
 */
export const stageTable = {
  stage: optionalText(),
  /** Milliseconds since 1970: when it entered the stage, or began. */
  since: integer(),
  path: json<readonly Step[]>(),
};

export type StageRow = RowOf<typeof stageTable>;
