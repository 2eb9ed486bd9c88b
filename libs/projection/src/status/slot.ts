import type { CorruptStore, Position } from '@rapport/event-store';
import type { Columns, ReadBuild, ReadModel } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { ProjectionRebuilding } from '../errors';
import type { Folder } from '../fold/folder';
import type { Lane } from '../live/lane';
import type { Progress } from '../rebuild/progress';
import { Rows } from './rows';

/** All there is to know about one projection at run time. */
export class Slot {
  private ownLane: Lane | undefined;
  private answering: Rows | undefined;
  private coming: Rows | undefined;
  private superseded: ReadBuild<Columns> | undefined;
  private failedWith: CorruptStore | undefined;
  /** While a build is made here. */
  progress: Progress | undefined;
  /** Events that another node's first build of it is to hold. */
  awaitedEvents = 0;
  /** Why its first build is not made yet. */
  heldUpBy: string | undefined;
  /** Nothing is built here. */
  isPaused = false;
  /** Another version of the projection, whose rows are in force. */
  supersededBy: number | undefined;

  constructor(
    readonly definition: AnyProjection,
    readonly folder: Folder,
  ) {}

  get name(): string {
    return this.definition.name;
  }

  /** Present where this node projects it. */
  get lane(): Lane | undefined {
    return this.ownLane;
  }

  get failure(): CorruptStore | undefined {
    return this.failedWith;
  }

  /** Undefined where there are none yet. */
  get rows(): Rows | undefined {
    return this.answering;
  }

  /** The rows hold everything up to here. */
  get position(): Position | undefined {
    return this.ownLane === undefined ? this.answering?.position : this.ownLane.position;
  }

  /** The rows in force. @throws ProjectionRebuilding, CorruptStore where the log is too damaged to make rows from */
  model(): ReadModel<Columns> {
    if (this.failedWith !== undefined) throw this.failedWith;
    if (this.answering !== undefined) return this.answering.model;
    throw this.rebuilding();
  }

  /** What this node writes. @throws as `model` does */
  required(): Lane {
    if (this.failedWith !== undefined) throw this.failedWith;
    if (this.ownLane !== undefined) return this.ownLane;
    throw this.rebuilding();
  }

  /** It cannot be built. */
  fail(error: CorruptStore): void {
    this.failedWith = error;
  }

  /**
   * Puts a lane's build in force here. The former one stays open for those who read it, until the next takes its place:
   * that is the one returned, if any, to be closed.
   * @param model which answers queries, also once the lane's build is closed where somebody else may go on with it
   */
  put(lane: Lane, model: ReadModel<Columns> = lane.build.model): ReadBuild<Columns> | undefined {
    const former = this.ownLane?.build;
    const obsolete = former === undefined ? undefined : this.superseded;
    this.superseded = former ?? this.superseded;
    this.ownLane = lane;
    if (this.answering?.build !== lane.build.id.build) this.answering = new Rows(lane.build.id.build, model);
    this.answering.advance(lane.checkpoint);
    this.coming = undefined;
    this.failedWith = undefined;
    this.heldUpBy = undefined;
    return obsolete;
  }

  /** Its lane was taken out of the feed: the rows go on being answered from. Returns the build, to be closed. */
  standBy(): ReadBuild<Columns> | undefined {
    const lane = this.ownLane;
    this.answering?.advance(lane?.checkpoint);
    this.ownLane = undefined;
    return lane?.build;
  }

  /** The rows that another node has put in force; to be answered from as soon as `settle` finds them far enough. */
  expect(rows: Rows): void {
    this.coming = rows;
  }

  /** Those that are answered from, or will be. */
  knows(build: string): Rows | undefined {
    return [this.answering, this.coming].find((rows) => rows?.build === build);
  }

  /** Answers from the rows that come where they are as far as was told already. */
  settle(told: Position | undefined): void {
    const { coming } = this;
    if (coming === undefined || this.ownLane !== undefined) return;
    if (told !== undefined && (coming.position === undefined || coming.position < told)) return;
    this.answering = coming;
    this.coming = undefined;
    this.failedWith = undefined;
    this.heldUpBy = undefined;
  }

  /** Of a former build, which nobody here should be reading any more. */
  async letGoOfFormer(): Promise<void> {
    const former = this.superseded;
    this.superseded = undefined;
    await former?.close();
  }

  async close(): Promise<void> {
    await this.superseded?.close();
    await this.ownLane?.build.close();
  }

  private rebuilding(): ProjectionRebuilding {
    const progress = this.progress ?? { done: 0, total: this.awaitedEvents };
    return new ProjectionRebuilding(this.name, progress, this.isPaused);
  }
}
