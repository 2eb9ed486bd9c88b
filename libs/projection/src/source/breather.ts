import { setImmediate } from 'node:timers/promises';

const workMs = 5;

/** Keeps long work from holding up everything else: between two steps it lets the event loop turn when its time is used up. */
export class Breather {
  private since = performance.now();

  /** Ask before awaiting `breathe`, so that most steps cost no promise. */
  get due(): boolean {
    return performance.now() - this.since >= workMs;
  }

  async breathe(): Promise<void> {
    await setImmediate();
    this.since = performance.now();
  }
}
