import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildEntry, BuildId, Replay, ReplayEntry } from '../builds';
import type { Columns } from '../columns';
import { BuildHeld, BuildInForce, BuildUnusable, ReplayExists, ReplayMissing } from '../errors';
import { newBuild } from '../new-build';
import type { ReadBuild, ReadStore } from '../read-store';
import { buildPath, lockPath, partPath } from './build-file';
import { BuildLock } from './build-lock';
import { Catalogue } from './catalogue/catalogue';
import { lookAfter, recover } from './left-behind';
import { openPart } from './part';
import { SqliteReadBuild, type BuildEvents } from './read-build';
import { settle } from './settle';
import { sweep } from './sweep';

/** One SQLite file per build in one folder, beside `catalogue.sqlite`. */
class SqliteReadStore implements ReadStore {
  private readonly held = new Map<string, ReadBuild<Columns>>();

  constructor(
    private readonly folder: string,
    private readonly catalogue: Catalogue,
  ) {}

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
    return this.hold(id, (events) => {
      if (replay !== undefined && !this.catalogue.replays.has(replay)) throw new ReplayMissing(replay);
      this.catalogue.add(id, replay);
      return SqliteReadBuild.create(id, buildPath(this.folder, id), table, events);
    });
  }

  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>> {
    const path = buildPath(this.folder, id);
    const missing = new BuildUnusable(id, `${path} is missing`);
    if (!existsSync(path)) return Promise.reject(missing);
    return this.hold(id, (events) => {
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
    return settle(() => {
      const builds = this.catalogue.builds();
      return this.catalogue.replays
        .all()
        .map((replay) => ({ ...replay, builds: builds.filter((build) => build.replay === replay.name) }));
    });
  }

  removeReplay(name: string): Promise<void> {
    return settle(() => {
      this.catalogue.change(() => {
        this.catalogue.replays.remove(name);
      });
    });
  }

  async close(): Promise<void> {
    for (const build of [...this.held.values()]) await build.close();
    this.catalogue.close();
  }

  /** Takes the build's lock and makes or opens its file under the catalogue's transaction: no sweep comes in between. */
  private hold<Table extends Columns>(
    id: BuildId,
    open: (events: BuildEvents) => SqliteReadBuild<Table>,
  ): Promise<ReadBuild<Table>> {
    return settle(() => {
      let undo: () => unknown = () => undefined;
      try {
        return this.catalogue.note(() => {
          const lock = BuildLock.take(lockPath(this.folder, id));
          if (lock === undefined) throw new BuildHeld(id);
          undo = () => lock.release();
          const build = open(this.eventsOf(id, lock));
          undo = () => build.close();
          this.held.set(id.build, build);
          return build;
        });
      } catch (error) {
        undo();
        throw error;
      }
    });
  }

  private eventsOf(id: BuildId, lock: BuildLock): BuildEvents {
    return {
      saved: (progress) => {
        this.catalogue.note(() => {
          this.catalogue.saved(id, progress);
        });
      },
      completed: () => {
        this.catalogue.completed(id);
      },
      closed: () => {
        this.held.delete(id.build);
        lock.release();
      },
    };
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
