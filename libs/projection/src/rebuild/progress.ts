import type { RebuildProgress } from '../runtime';

/** How far a rebuild is, in events; each counts a part for every time that it is read and one when it is folded. */
export class Progress {
  /** Done before it was begun here: saved by a rebuild that was broken off, or seen first of one that goes on elsewhere. */
  private begunWith = 0;
  private startedAt = performance.now();
  /** As others count. */
  private told: number | undefined;
  private steps = 0;
  private beside = 0;
  private stepsEach = 2;
  private completedAt: number | undefined;

  constructor(
    readonly projections: readonly string[],
    readonly total: number,
  ) {}

  get done(): number {
    if (this.completedAt !== undefined) return this.total;
    return Math.min(this.total, this.told ?? Math.floor(this.begunWith + this.left * this.doneOfLeft));
  }

  get perSecond(): number {
    return Math.round(this.doneHere / this.seconds);
  }

  /** Estimated; undefined while there is nothing to tell it by. */
  get secondsLeft(): number | undefined {
    if (this.doneHere === 0) return undefined;
    return (this.seconds * (this.total - this.done)) / this.doneHere;
  }

  /** What follows is done here, behind what was saved. */
  goOnFrom(done: number): void {
    this.begin(done);
    this.told = undefined;
    [this.steps, this.beside] = [0, 0];
  }

  /** The log is read so many times. */
  expect(readings: number): void {
    this.stepsEach = readings + 1;
  }

  advance(events: number): void {
    this.steps += events;
  }

  /** So many events are done by another thread that takes part. */
  reachBeside(done: number): void {
    this.beside = done;
  }

  /** So many events are done, as others count them. */
  reach(done: number): void {
    if (this.told === undefined) this.begin(done);
    this.told = done;
  }

  report(): RebuildProgress {
    const { projections, done, total, perSecond, secondsLeft } = this;
    return { projections, done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) };
  }

  complete(): void {
    this.completedAt ??= performance.now();
  }

  private begin(done: number): void {
    this.begunWith = Math.min(done, this.total);
    this.startedAt = performance.now();
  }

  private get left(): number {
    return this.total - this.begunWith;
  }

  /** Of what is left, where all is counted again: what was saved is passed over quickly. */
  private get doneOfLeft(): number {
    return this.total === 0 ? 1 : (this.steps / this.stepsEach + this.beside) / this.total;
  }

  private get doneHere(): number {
    return Math.max(0, this.done - this.begunWith);
  }

  private get seconds(): number {
    return Math.max(0.001, ((this.completedAt ?? performance.now()) - this.startedAt) / 1_000);
  }
}
