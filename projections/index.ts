import { Module, type Type } from '@nestjs/common';
import type { AnyProjection } from '@rapport/projection';
import * as list from './list';

/** What a folder of a read model exports. */
interface ReadModelFolder {
  readonly definition: AnyProjection;
  /** The questions to it over HTTP. They ask `Views`. */
  readonly controllers: readonly Type[];
}

const folders: readonly ReadModelFolder[] = Object.values(list);

export const projections = folders.map(({ definition }) => definition);

@Module({ controllers: folders.flatMap(({ controllers }) => controllers) })
export class ProjectionsModule {}
