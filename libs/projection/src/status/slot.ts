import type { CorruptStore } from '@rapport/event-store';
import type { Columns, ReadBuild, ReadModel } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { ProjectionRebuilding } from '../errors';
import type { Folder } from '../fold/folder';
import type { Lane } from '../live/lane';
import type { Progress } from '../rebuild/progress';

/** All there is to know about one projection at run time. */
export class Slot {
  private inForce: Lane | undefined;
  private superseded: ReadBuild<Columns> | undefined;
  private failedWith: CorruptStore | undefined;
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

  get failure(): CorruptStore | undefined {
    return this.failedWith;
  }

  /** @throws ProjectionRebuilding, CorruptStore where the log is too damaged to make rows from */
  required(): Lane {
    if (this.failedWith !== undefined) throw this.failedWith;
    if (this.inForce !== undefined) return this.inForce;
    throw new ProjectionRebuilding(this.name, this.progress ?? { done: 0, total: 0 });
  }

  /** The rows in force. @throws as `required` does */
  model(): ReadModel<Columns> {
    return this.required().build.model;
  }

  /** It cannot be built. */
  fail(error: CorruptStore): void {
    this.failedWith = error;
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
