import type { Type } from '@nestjs/common';
import type { AnyProjection } from '@rapport/projection';
import * as list from './list';

/** What a folder of a read model exports. */
interface ReadModelFolder {
  readonly definition: AnyProjection;
  /** Loads the questions to it over HTTP, which ask `Views`. A thread that folds does without. */
  readonly controllers: () => Promise<readonly Type[]>;
}

const folders: readonly ReadModelFolder[] = Object.values(list);

export const projections = folders.map(({ definition }) => definition);

/** Of all read models. */
export const loadControllers = async (): Promise<Type[]> =>
  (await Promise.all(folders.map(({ controllers }) => controllers()))).flat();
