import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildEntry, BuildId, Replay, ReplayEntry } from '../builds';
import type { Columns } from '../columns';
import { BuildInForce, BuildUnusable, ReplayExists, ReplayMissing } from '../errors';
import { newBuild } from '../new-build';
import type { ReadBuild, ReadStore } from '../read-store';
import { buildPath, partPath } from './build-file';
import { Catalogue } from './catalogue/catalogue';
import { HeldBuilds } from './held-builds';
import { lookAfter, recover } from './left-behind';
import { openPart } from './part';
import { SqliteReadBuild } from './read-build';
import { settle } from './settle';
import { sweep } from './sweep';

/** One SQLite file per build in one folder, beside `catalogue.sqlite`. */
class SqliteReadStore implements ReadStore {
  private readonly held: HeldBuilds;

  constructor(
    private readonly folder: string,
    private readonly catalogue: Catalogue,
  ) {
    this.held = new HeldBuilds(folder, catalogue);
  }

  inForce(): Promise<readonly BuildId[]> {
    return settle(() => this.catalogue.inForce());
  }

  builds(): Promise<readonly BuildEntry[]> {
    return settle(() => this.catalogue.builds());
  }

  create<Table extends Columns>(
    projection: string,
    version: number,
    table: Table,
    replay?: string,
  ): Promise<ReadBuild<Table>> {
    const id = newBuild(projection, version);
    return this.held.take(id, (events) => {
      if (replay !== undefined && !this.catalogue.replays.has(replay)) throw new ReplayMissing(replay);
      this.catalogue.add(id, replay);
      return SqliteReadBuild.create(id, buildPath(this.folder, id), table, events);
    });
  }

  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>> {
    const path = buildPath(this.folder, id);
    const missing = new BuildUnusable(id, `${path} is missing`);
    if (!existsSync(path)) return Promise.reject(missing);
    return this.held.take(id, (events) => {
      if (this.catalogue.entry(id.build)?.state === 'loading') lookAfter(this.folder, this.catalogue, id);
      const entry = this.catalogue.entry(id.build);
      if (entry === undefined) throw missing;
      if (entry.state === 'loading' && entry.progress === undefined)
        throw new BuildUnusable(id, 'it was left half filled');
      return SqliteReadBuild.open(id, path, table, events);
    });
  }

  openPart<Table extends Columns>(id: BuildId, table: Table, partFrom: string): Promise<ReadBuild<Table>> {
    return settle(() => openPart(partPath(buildPath(this.folder, id)), id, table, partFrom));
  }

  putInForce(builds: readonly BuildId[]): Promise<void> {
    return settle(() => {
      this.catalogue.putInForce(builds);
    });
  }

  remove(id: BuildId): Promise<void> {
    return settle(() => {
      this.catalogue.change(() => {
        if (this.catalogue.entry(id.build)?.state === 'in-force') throw new BuildInForce(id);
        this.catalogue.remove(id);
      });
    });
  }

  sweep(now?: number): Promise<readonly BuildId[]> {
    return settle(() => sweep(this.folder, this.catalogue, now));
  }

  createReplay(replay: Replay): Promise<void> {
    return settle(() => {
      this.catalogue.change(() => {
        if (this.catalogue.replays.has(replay.name)) throw new ReplayExists(replay.name);
        this.catalogue.replays.add(replay);
      });
    });
  }

  replays(): Promise<readonly ReplayEntry[]> {
    return settle(() => this.catalogue.replays.all(this.catalogue.builds()));
  }

  removeReplay(name: string): Promise<void> {
    return settle(() => {
      this.catalogue.change(() => {
        this.catalogue.replays.remove(name);
      });
    });
  }

  async close(): Promise<void> {
    await this.held.close();
    this.catalogue.close();
  }
}

/**
 * Opens the read models in a folder (`<data>/read`), which is made where it is missing. Several processes may have it open;
 * each build is held by one of them.
 * @throws ReadStoreUnusable
 */
export function openSqliteReadStore(folder: string): Promise<ReadStore> {
  return settle(() => {
    mkdirSync(folder, { recursive: true });
    const catalogue = Catalogue.open(join(folder, 'catalogue.sqlite'));
    recover(folder, catalogue);
    return new SqliteReadStore(folder, catalogue);
  });
}
