import type { RebuildProgress } from '../runtime';

/** How far a rebuild is, in events; each counts a part for every time that it is read and one when it is folded. */
export class Progress {
  private steps = 0;
  private beside = 0;
  private stepsEach = 2;
  private readonly startedAt = performance.now();
  private completedAt: number | undefined;

  constructor(
    readonly projections: readonly string[],
    readonly total: number,
  ) {}

  get done(): number {
    return Math.min(this.total, Math.floor(this.steps / this.stepsEach) + this.beside);
  }

  get perSecond(): number {
    return Math.round(this.done / this.seconds);
  }

  /** Estimated; undefined while there is nothing to tell it by. */
  get secondsLeft(): number | undefined {
    if (this.done === 0) return undefined;
    return (this.seconds * (this.total - this.done)) / this.done;
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
    this.steps = done * this.stepsEach;
  }

  report(): RebuildProgress {
    const { projections, done, total, perSecond, secondsLeft } = this;
    return { projections, done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) };
  }

  complete(): void {
    this.steps = this.total * this.stepsEach;
    this.completedAt ??= performance.now();
  }

  private get seconds(): number {
    return Math.max(0.001, ((this.completedAt ?? performance.now()) - this.startedAt) / 1_000);
  }
}
