import { RebuildStopped } from '../errors';
import { Turn } from '../live/turn';
import type { RebuildProgress } from '../runtime';
import type { RebuildContext } from './context';
import { Rebuild, type Target } from './rebuild';

/** Runs one rebuild at a time. */
export class Rebuilder {
  private readonly turn = new Turn();
  private readonly stopping = new AbortController();

  constructor(private readonly context: Omit<RebuildContext, 'signal'>) {}

  /** @throws RebuildStopped */
  rebuild(targets: readonly Target[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    const { signal } = this.stopping;
    return this.turn.take(async () => {
      if (signal.aborted) throw new RebuildStopped();
      await new Rebuild({ ...this.context, signal }, targets, onProgress).run().catch((error: unknown) => {
        throw signal.aborted ? new RebuildStopped() : error;
      });
    });
  }

  /** Resolves when what is running has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.turn.take(() => Promise.resolve());
  }
}
