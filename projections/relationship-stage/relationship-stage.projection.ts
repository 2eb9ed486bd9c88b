import { projection } from '@rapport/projection';
import { integer, json, optionalText } from '@rapport/read-store';
import { stageFold, type StageState, type Step } from './relationship-stage.fold';

/**
 * One row per journey that has begun. `stage` is null until a decision moved it: it is then in the initial stage of whichever
 * policy is asked.
 */
export const relationshipStage = projection({
  name: 'relationship-stage',
  version: 1,
  fold: stageFold,
  table: {
    stage: optionalText(),
    /** Milliseconds since 1970: when it entered the stage, or began. */
    since: integer(),
    path: json<readonly Step[]>(),
  },
  rows({ begunAt, path }: StageState) {
    if (begunAt === null) return [];
    const last = path.at(-1);
    return [{ part: '', row: { stage: last?.to ?? null, since: last?.at ?? begunAt, path } }];
  },
});
