import { setImmediate } from 'node:timers/promises';
import type { Reading } from './reading';

const workMs = 5;
const tellEveryMs = 100;

/** Between two steps of a simulation: tells how far it is, lets the event loop turn, and ends it when asked to. */
export class Steps {
  private done = 0;
  private toldAt = 0;
  private workingSince = performance.now();

  constructor(
    private readonly total: number,
    private readonly options: Pick<Reading, 'onProgress' | 'signal'>,
  ) {}

  /** Undefined where nobody has to wait, so that most steps cost no promise. @throws what the signal was aborted with */
  after(events: number): Promise<void> | undefined {
    this.done += events;
    this.options.signal.throwIfAborted();
    return performance.now() - this.workingSince < workMs ? undefined : this.pause();
  }

  private async pause(): Promise<void> {
    const { total, done } = this;
    if (performance.now() - this.toldAt >= tellEveryMs) {
      this.toldAt = performance.now();
      this.options.onProgress({ done: Math.min(done, total), total });
    }
    await setImmediate();
    this.workingSince = performance.now();
  }
}
