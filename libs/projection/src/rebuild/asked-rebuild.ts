import type { ReadStore } from '@rapport/read-store';
import type { RebuildProgress } from '../runtime';
import type { Slot } from '../status/slot';
import { announce } from './announce';
import { begun } from './begun';
import type { RebuildContext } from './context';
import type { Target } from './rebuild';

/** A rebuild that somebody asked for, in however many attempts. */
export class AskedRebuild {
  /**
   * Names of the builds that serve it: begun for it, or under way when it was asked for. No build does that was complete by
   * then: what made its rows may be why somebody asks.
   */
  private serving: ReadonlySet<string> = new Set();

  private isBegun = false;

  constructor(
    private readonly slots: readonly Slot[],
    readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  get names(): readonly string[] {
    return this.slots.map(({ name }) => name);
  }

  /** Whether it would survive a kill. */
  get hasBegun(): boolean {
    return this.isBegun;
  }

  /** Begins what nothing serves yet. */
  async announce(context: Pick<RebuildContext, 'log' | 'readStore'>): Promise<void> {
    const definitions = this.slots.map(({ definition }) => definition);
    this.serving = await announce(definitions, context, this.serving);
    this.onProgress((await begun(definitions, context, this.serving)).report());
    this.isBegun = true;
  }

  /** What is not in force here yet, with the build that an earlier attempt, or somebody else, has completed for it. */
  async left(readStore: Pick<ReadStore, 'builds'>): Promise<readonly Target[]> {
    const { serving } = this;
    const left = this.slots.filter(({ lane }) => lane === undefined || !serving.has(lane.build.id.build));
    if (left.length === 0) return [];
    const complete = (await readStore.builds()).filter(
      ({ id, state }) => state !== 'loading' && serving.has(id.build),
    );
    return left.map((slot) => ({
      slot,
      complete: complete.findLast(({ id }) => id.projection === slot.name)?.id,
    }));
  }
}
