import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import type { BuildEntry, BuildId, ReplayEntry } from '../builds';
import type { ReadBuild, ReadStore } from '../read-store';
import { buildPath, buildsIn, newBuild, removeBuild } from './build-file';
import { Catalogue } from './catalogue';
import { SqliteReadBuild } from './read-build';
import { settle } from './settle';

/** One SQLite file per build in one folder, beside `catalogue.sqlite`. */
class SqliteReadStore implements ReadStore {
  private readonly open_ = new Map<string, ReadBuild<Columns>>();

  constructor(
    private readonly folder: string,
    private readonly catalogue: Catalogue,
  ) {}

  inForce(): Promise<readonly BuildId[]> {
    return settle(() => this.catalogue.inForce());
  }

  create<Table extends Columns>(
    projection: string,
    version: number,
    table: Table,
  ): Promise<ReadBuild<Table>> {
    return settle(() => {
      const id = newBuild(projection, version);
      return this.hold(SqliteReadBuild.create(id, buildPath(this.folder, id), table, this.release(id)));
    });
  }

  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>> {
    return settle(() => {
      const path = buildPath(this.folder, id);
      if (this.open_.has(id.build)) throw new BuildUnusable(id, 'it is open here already');
      if (!existsSync(path)) throw new BuildUnusable(id, `${path} is missing`);
      return this.hold(SqliteReadBuild.open(id, path, table, this.release(id)));
    });
  }

  putInForce(builds: readonly BuildId[]): Promise<void> {
    return settle(() => {
      this.catalogue.putInForce(builds);
    });
  }

  sweep(): Promise<readonly BuildId[]> {
    return settle(() => {
      const named = new Set(this.catalogue.inForce().map(({ build }) => build));
      const orphans = buildsIn(this.folder).filter(
        ({ build }) => !named.has(build) && !this.open_.has(build),
      );
      for (const id of orphans) removeBuild(this.folder, id);
      return orphans;
    });
  }

  async builds(): Promise<readonly BuildEntry[]> {
    return (await this.inForce()).map((id) => ({
      id,
      state: 'in-force',
      progress: undefined,
      replay: undefined,
    }));
  }

  remove(): Promise<void> {
    return Promise.reject(new Error('Builds cannot be removed yet.'));
  }

  createReplay(): Promise<void> {
    return Promise.reject(new Error('Replays are not kept yet.'));
  }

  replays(): Promise<readonly ReplayEntry[]> {
    return Promise.resolve([]);
  }

  removeReplay(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    for (const build of [...this.open_.values()]) await build.close();
    this.catalogue.close();
  }

  private hold<Table extends Columns>(build: SqliteReadBuild<Table>): SqliteReadBuild<Table> {
    this.open_.set(build.id.build, build);
    return build;
  }

  private release(id: BuildId): () => void {
    return () => this.open_.delete(id.build);
  }
}

/**
 * Opens the read models in a folder (`<data>/read`), which is made where it is missing. One process at a time: the engine
 * that holds the log's lock.
 * @throws ReadStoreUnusable
 */
export function openSqliteReadStore(folder: string): Promise<ReadStore> {
  return settle(() => {
    mkdirSync(folder, { recursive: true });
    return new SqliteReadStore(folder, Catalogue.open(join(folder, 'catalogue.sqlite')));
  });
}
