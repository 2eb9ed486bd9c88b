import { RebuildStopped } from '../errors';
import { Turn } from '../live/turn';
import type { RebuildProgress } from '../runtime';
import { announce } from './announce';
import type { RebuildContext } from './context';
import { Progress } from './progress';
import { Rebuild, type Target } from './rebuild';

/** Runs one rebuild at a time. */
export class Rebuilder {
  private readonly turn = new Turn();
  private readonly stopping = new AbortController();

  constructor(private readonly context: Omit<RebuildContext, 'signal'>) {}

  /**
   * A rebuild that nothing but somebody's request asks for. `onProgress` is told first when the request would survive a kill.
   * @throws RebuildStopped
   */
  async ask(targets: readonly Target[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    if (this.stopping.signal.aborted) throw new RebuildStopped();
    const definitions = targets.map(({ slot }) => slot.definition);
    await announce(definitions, this.context);
    const names = definitions.map(({ name }) => name);
    onProgress(new Progress(names, await this.context.log.count()).report());
    await this.rebuild(targets, onProgress);
  }

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
