import { RebuildStopped } from '../errors';
import { Turn } from '../live/turn';
import type { RebuildProgress } from '../runtime';
import { announce } from './announce';
import { begun } from './begun';
import type { RebuildContext } from './context';
import { Rebuild, type Target } from './rebuild';

interface Asked {
  readonly names: readonly string[];
  readonly onProgress: (progress: RebuildProgress) => void;
}

/** Runs one rebuild at a time. */
export class Rebuilder {
  private readonly turn = new Turn();
  private readonly stopping = new AbortController();
  /** Those that wait for their turn. */
  private readonly waiting = new Set<Asked>();

  constructor(private readonly context: Omit<RebuildContext, 'signal'>) {}

  /**
   * A rebuild that nothing but somebody's request asks for. `onProgress` is told first when the request would survive a kill.
   * What another one before it makes of what was under way then is not made again.
   * @throws RebuildStopped
   */
  async ask(targets: readonly Target[], onProgress: (progress: RebuildProgress) => void): Promise<void> {
    if (this.stopping.signal.aborted) throw new RebuildStopped();
    const definitions = targets.map(({ slot }) => slot.definition);
    const underWay = await announce(definitions, this.context);
    onProgress((await begun(definitions, this.context)).report());
    const asked = { names: definitions.map(({ name }) => name), onProgress };
    this.waiting.add(asked);
    await this.turn.take(() => {
      this.waiting.delete(asked);
      const left = targets.filter(({ slot }) => !underWay.has(slot.lane?.build.id.build ?? ''));
      return this.run(left, onProgress);
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
