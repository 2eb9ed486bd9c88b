import { RebuildFailed, RebuildStopped } from '../errors';
import { Turn } from '../live/turn';
import type { RebuildProgress } from '../runtime';
import type { Slot } from '../status/slot';
import type { RebuildContext } from './context';
import { Rebuild } from './rebuild';

/** Runs one rebuild at a time. */
export class Rebuilder {
  private readonly turn = new Turn();
  private readonly stopping = new AbortController();

  constructor(private readonly context: Omit<RebuildContext, 'signal'>) {}

  /** @throws RebuildFailed, RebuildStopped */
  rebuild(slots: readonly Slot[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    const { signal } = this.stopping;
    return this.turn.take(async () => {
      if (signal.aborted) throw new RebuildStopped();
      const rebuild = new Rebuild({ ...this.context, signal }, slots, onProgress);
      const failures = await rebuild.run().catch((error: unknown) => {
        throw signal.aborted ? new RebuildStopped() : error;
      });
      if (failures.length > 0) throw new RebuildFailed(failures);
    });
  }

  /** Resolves when what is running has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.turn.take(() => Promise.resolve());
  }
}
