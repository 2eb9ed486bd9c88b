import { Breather } from '../source/breather';
import type { Progress } from './progress';

interface StepOptions {
  readonly progress: Progress;
  readonly onProgress?: () => void;
  readonly signal?: AbortSignal;
}

/** Counts what is done, and lets the event loop turn when it is time: costs no promise otherwise. */
export class Steps {
  private readonly breather = new Breather();

  constructor(private readonly options: StepOptions) {}

  /** All in all, in events. */
  get done(): number {
    return this.options.progress.done;
  }

  /** Throws where the work was broken off. */
  take(events: number): Promise<void> | undefined {
    const { progress, onProgress, signal } = this.options;
    progress.advance(events);
    if (!this.breather.due) return undefined;
    signal?.throwIfAborted();
    onProgress?.();
    return this.breather.breathe();
  }
}
