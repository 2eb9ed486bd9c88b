import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between attempts at what fails: each twice as long as the one before, sixteen times the first at most. */
export class Backoff {
  private failures = 0;

  constructor(private readonly firstMs: number) {}

  /** Counts one more. @returns how long to wait after it, milliseconds */
  failed(): number {
    const pause = this.firstMs * 2 ** Math.min(this.failures, 4);
    this.failures += 1;
    return pause;
  }

  /** It went well: the next pause is a short one again. */
  reset(): void {
    this.failures = 0;
  }

  /** Waits, unless told to stop. */
  async rest(stop: AbortSignal | undefined): Promise<void> {
    await sleep(this.failed(), undefined, { signal: stop }).catch(() => undefined);
  }
}
