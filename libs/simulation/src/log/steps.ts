import { Breather } from '@rapport/projection';
import type { RunOptions } from '../run';

const tellEveryMs = 100;

/** Between two steps of a simulation: tells how far it is, lets the event loop turn, and ends it when asked to. */
export class Steps {
  private readonly breather = new Breather();
  private done = 0;
  private toldAt = 0;

  constructor(
    private readonly total: number,
    private readonly options: Pick<RunOptions, 'onProgress' | 'signal'>,
  ) {}

  /** Undefined where nobody has to wait, so that most steps cost no promise. @throws what the signal was aborted with */
  after(events: number): Promise<void> | undefined {
    this.done += events;
    this.options.signal.throwIfAborted();
    return this.breather.due ? this.pause() : undefined;
  }

  private async pause(): Promise<void> {
    const { onProgress } = this.options;
    if (performance.now() - this.toldAt >= tellEveryMs) {
      this.toldAt = performance.now();
      onProgress({ done: Math.min(Math.round(this.done), this.total), total: this.total });
    }
    await this.breather.breathe();
  }
}
