import type { Policies } from '@rapport/policy';
import {
  BuildUnusable,
  type BuildId,
  type Columns,
  type ReadBuild,
  type ReadStore,
  type ReplayEntry,
} from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { UnknownProjection } from '../errors';
import { Folder } from '../fold/folder';
import type { ReplayPart } from './kept-replay';
import { ReplayOutdated } from './problems';

interface Sources {
  readonly projections: readonly AnyProjection[];
  readonly readStore: ReadStore;
  readonly policies: Policies;
}

/** The builds of replays: made, and taken up again. */
export class ReplayParts {
  constructor(private readonly sources: Sources) {}

  /** @throws UnknownProjection */
  definition(name: string): AnyProjection {
    const { projections } = this.sources;
    const definition = projections.find((one) => one.name === name);
    if (definition !== undefined) return definition;
    throw new UnknownProjection(
      name,
      projections.map((one) => one.name),
    );
  }

  /** All of them, or the replay is not there: its name is free again. */
  async create(replay: string, definitions: Iterable<AnyProjection>): Promise<ReplayPart[]> {
    const parts: ReplayPart[] = [];
    try {
      for (const definition of definitions) parts.push(await this.newPart(replay, definition));
      return parts;
    } catch (error) {
      for (const { build } of parts) await build.close();
      await this.sources.readStore.removeReplay(replay);
      throw error;
    }
  }

  /** @param opened gets them one by one @throws where today's folds cannot go on with them */
  async reopen({ name, builds }: ReplayEntry, opened: ReplayPart[]): Promise<void> {
    for (const { id, state } of builds) {
      const definition = this.definition(id.projection);
      if (definition.version !== id.version)
        throw new ReplayOutdated(
          `${id.projection} was of version ${id.version}, and is of ${definition.version} now`,
        );
      opened.push(await this.reopened(name, definition, id, state !== 'loading'));
    }
  }

  /** What was left with nothing to go on from, or is damaged, is built from the start. */
  private async reopened(
    replay: string,
    definition: AnyProjection,
    id: BuildId,
    isComplete: boolean,
  ): Promise<ReplayPart> {
    const { readStore } = this.sources;
    try {
      return this.part(definition, await readStore.open(id, definition.table), isComplete);
    } catch (error) {
      if (!(error instanceof BuildUnusable)) throw error;
      await readStore.remove(id);
      return this.newPart(replay, definition);
    }
  }

  private async newPart(replay: string, definition: AnyProjection): Promise<ReplayPart> {
    const { name, version, table } = definition;
    return this.part(definition, await this.sources.readStore.create(name, version, table, replay), false);
  }

  private part(definition: AnyProjection, build: ReadBuild<Columns>, isComplete: boolean): ReplayPart {
    return {
      name: definition.name,
      folder: new Folder(definition, this.sources.policies),
      build,
      isComplete,
    };
  }
}
