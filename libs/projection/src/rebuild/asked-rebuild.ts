import type { BuildEntry, ReadStore } from '@rapport/read-store';
import type { RebuildProgress } from '../runtime';
import type { Slot } from '../status/slot';
import { announce } from './announce';
import { begun } from './begun';
import type { RebuildContext } from './context';
import type { Target } from './rebuild';

/** A rebuild that somebody asked for, in however many attempts. */
export class AskedRebuild {
  /** Names of the builds that were complete when it began: what made their rows may be why somebody asks. */
  private former: ReadonlySet<string> | undefined;

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
    const entries = await context.readStore.builds();
    this.former ??= new Set(entries.filter(isComplete).map(({ id }) => id.build));
    await announce(definitions, context, entries, this.hasMade);
    this.onProgress((await begun(definitions, context, this.hasMade)).report());
    this.isBegun = true;
  }

  /**
   * What is not in force here yet, with the build that an earlier attempt, or somebody else, has completed for it: the one in
   * force, where there is one. Those that it took the place of are of no use any more, and who made them may hold them.
   */
  async left(readStore: Pick<ReadStore, 'builds'>): Promise<readonly Target[]> {
    const left = this.slots.filter(
      ({ lane }) => lane === undefined || this.former?.has(lane.build.id.build) === true,
    );
    if (left.length === 0) return [];
    const made = (await readStore.builds()).filter(this.hasMade);
    return left.map((slot) => {
      const own = made.filter(
        ({ id }) => id.projection === slot.name && id.version === slot.definition.version,
      );
      const newest = own.find(({ state }) => state === 'in-force') ?? own.at(-1);
      return { slot, complete: newest?.id };
    });
  }

  /** Completed since: what serves it, whoever began it. */
  private readonly hasMade = (entry: BuildEntry): boolean =>
    isComplete(entry) && entry.replay === undefined && this.former?.has(entry.id.build) === false;
}

const isComplete = ({ state }: BuildEntry): boolean => state !== 'loading';
