import type { RebuildProgress } from '../runtime';

/** How far a rebuild is, in events; each counts half when it is read and half when it is folded. */
export class Progress {
  private steps = 0;
  private readonly startedAt = performance.now();

  constructor(
    readonly projections: readonly string[],
    readonly total: number,
  ) {}

  get done(): number {
    return Math.min(this.total, Math.floor(this.steps / 2));
  }

  get perSecond(): number {
    const seconds = (performance.now() - this.startedAt) / 1_000;
    return seconds > 0 ? Math.round(this.done / seconds) : 0;
  }

  advance(events: number): void {
    this.steps += events;
  }

  report(): RebuildProgress {
    const { projections, done, total } = this;
    return { projections, done, total };
  }

  complete(): void {
    this.steps = this.total * 2;
  }
}
