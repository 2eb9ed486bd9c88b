import { CorruptStore } from '@rapport/event-store';
import type { Columns, ReadBuild, ReadModel } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { ProjectionFailed, ProjectionRebuilding } from '../errors';
import type { FoldFailed } from '../fold/fold-failed';
import type { Folder } from '../fold/folder';
import type { Lane } from '../live/lane';
import type { Progress } from '../rebuild/progress';

/** All there is to know about one projection at run time. */
export class Slot {
  private inForce: Lane | undefined;
  private superseded: ReadBuild<Columns> | undefined;
  private failedWith: FoldFailed | CorruptStore | undefined;
  /** While a build is made. */
  progress: Progress | undefined;
  /** Why its first build is not made yet. */
  heldUpBy: string | undefined;

  constructor(
    readonly definition: AnyProjection,
    readonly folder: Folder,
  ) {}

  get name(): string {
    return this.definition.name;
  }

  get lane(): Lane | undefined {
    return this.inForce;
  }

  get failure(): FoldFailed | CorruptStore | undefined {
    return this.failedWith;
  }

  /** @throws ProjectionFailed, ProjectionRebuilding, CorruptStore where the log is too damaged to make rows from */
  model(): ReadModel<Columns> {
    if (this.failedWith instanceof CorruptStore) throw this.failedWith;
    if (this.failedWith !== undefined) throw new ProjectionFailed(this.name, this.failedWith.message);
    if (this.inForce !== undefined) return this.inForce.build.model;
    throw new ProjectionRebuilding(this.name, this.progress ?? { done: 0, total: 0 });
  }

  /** Its rows stand still from now on and are asked no more. */
  fail(error: FoldFailed | CorruptStore): void {
    this.failedWith = error;
  }

  /** A new build could not be made; rows that are in force go on. */
  buildFailed(error: FoldFailed): void {
    if (this.inForce === undefined) this.failedWith = error;
  }

  /**
   * Puts a lane's build in force here. The former one stays open for those who read it, until the next takes its place:
   * that is the one returned, if any, to be closed.
   */
  put(lane: Lane): ReadBuild<Columns> | undefined {
    const obsolete = this.superseded;
    this.superseded = this.inForce?.build;
    this.inForce = lane;
    this.failedWith = undefined;
    this.heldUpBy = undefined;
    return obsolete;
  }

  async close(): Promise<void> {
    await this.superseded?.close();
    await this.inForce?.build.close();
  }
}
