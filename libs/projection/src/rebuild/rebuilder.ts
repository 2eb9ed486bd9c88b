import { RebuildStopped } from '../errors';
import { Turn } from '../live/turn';
import type { RebuildProgress } from '../runtime';
import type { AskedRebuild } from './asked-rebuild';
import type { RebuildContext } from './context';
import { Rebuild, type Target } from './rebuild';

/** Runs one rebuild at a time. */
export class Rebuilder {
  private readonly turn = new Turn();
  private readonly stopping = new AbortController();
  /** Those that wait for their turn. */
  private readonly waiting = new Set<AskedRebuild>();

  constructor(private readonly context: Omit<RebuildContext, 'signal'>) {}

  /**
   * A rebuild that nothing but somebody's request asks for: an attempt at it. Its progress is told first when the request would
   * survive a kill. What another one before it makes of what was under way then is not made again, nor what an attempt before
   * it has completed.
   * @throws RebuildStopped
   */
  async ask(asked: AskedRebuild): Promise<void> {
    if (this.stopping.signal.aborted) throw new RebuildStopped();
    await asked.announce(this.context);
    this.waiting.add(asked);
    await this.turn.take(async () => {
      this.waiting.delete(asked);
      await this.run(await asked.left(this.context.readStore), asked.onProgress);
    });
  }

  /** @throws RebuildStopped */
  rebuild(targets: readonly Target[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    return this.turn.take(() => this.run(targets, onProgress));
  }

  private async run(
    targets: readonly Target[],
    onProgress: (progress: RebuildProgress) => void,
  ): Promise<void> {
    const { signal } = this.stopping;
    if (signal.aborted) throw new RebuildStopped();
    if (targets.length === 0) return;
    const tell = (progress: RebuildProgress): void => {
      onProgress(progress);
      for (const { names, onProgress: hear } of this.waiting)
        if (names.every((name) => progress.projections.includes(name))) hear(progress);
    };
    await new Rebuild({ ...this.context, signal }, targets, tell).run().catch((error: unknown) => {
      throw signal.aborted ? new RebuildStopped() : error;
    });
  }

  /** Resolves when what is running has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.turn.take(() => Promise.resolve());
  }
}
