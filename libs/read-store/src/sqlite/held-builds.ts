import type { BuildId } from '../builds';
import type { Columns } from '../columns';
import { BuildHeld } from '../errors';
import type { ReadBuild } from '../read-store';
import { lockPath } from './build-file';
import { BuildLock } from './build-lock';
import type { Catalogue } from './catalogue/catalogue';
import type { BuildEvents, SqliteReadBuild } from './read-build';
import { settle } from './settle';

/** The builds that this process has open, each under its lock. */
export class HeldBuilds {
  private readonly builds = new Map<string, ReadBuild<Columns>>();

  constructor(
    private readonly folder: string,
    private readonly catalogue: Catalogue,
  ) {}

  /** Takes the build's lock and makes or opens its file under the catalogue's transaction: no sweep comes in between. */
  take<Table extends Columns>(
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
          this.builds.set(id.build, build);
          return build;
        });
      } catch (error) {
        undo();
        throw error;
      }
    });
  }

  /** Closes all of them. */
  async close(): Promise<void> {
    for (const build of [...this.builds.values()]) await build.close();
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
        this.builds.delete(id.build);
        lock.release();
      },
    };
  }
}
