import { BuildUnusable, type BuildId, type Columns, type ReadBuild } from '@rapport/read-store';
import { furthestBehind } from '../live/feed';
import { KeptHistories } from '../live/kept-histories';
import { Lane } from '../live/lane';
import type { RebuildProgress } from '../runtime';
import { modelOf } from '../start/model-of';
import { isPassing, openUsable } from '../start/open-build';
import type { Slot } from '../status/slot';
import type { RebuildContext } from './context';
import { begun } from './begun';
import { comeNear, letIn, type Admission, type LetInOptions } from './let-in';
import { Progress } from './progress';
import { whenFree } from './when-free';
import { sweepUp } from './sweep-up';

/** What a projection's rows come from: a build that is complete already, or a new one. */
export interface Target {
  readonly slot: Slot;
  readonly complete?: BuildId | undefined;
  /** One that was being made, or left so, when it was found that there is none. */
  readonly loading?: BuildId | undefined;
}

/** One rebuild, from the log to rows in force. */
export class Rebuild {
  private readonly lanes: Lane[] = [];

  constructor(
    private readonly context: RebuildContext,
    private readonly targets: readonly Target[],
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  /** Whatever is thrown before the swap, what was in force still is; behind it, the next node that looks takes up what is. */
  async run(): Promise<void> {
    try {
      const missing: Slot[] = [];
      for (const { slot, complete } of this.targets) {
        if (complete === undefined || !(await this.opens(slot, complete))) missing.push(slot);
      }
      for (const id of await this.fill(missing)) await this.open(this.slotOf(id.projection), id);
      await this.takeOver();
    } finally {
      await this.cleanUp();
    }
  }

  private async fill(slots: readonly Slot[]): Promise<readonly BuildId[]> {
    const { fill, signal } = this.context;
    if (slots.length === 0) return [];
    const projections = slots.map(({ definition }) => definition);
    const progress = track(slots, await begun(projections, this.context));
    const onProgress = (): void => this.onProgress(progress.report());
    const underWay = this.targets.flatMap(({ loading }) => (loading === undefined ? [] : [loading.build]));
    const builds = await fill({ projections, underWay, progress, onProgress, signal });
    onProgress();
    return builds;
  }

  /** Whether a build can be gone on with. @throws BuildHeld where somebody is about to let go of it */
  private async opens(slot: Slot, id: BuildId): Promise<boolean> {
    try {
      await this.open(slot, id);
      return true;
    } catch (error) {
      if (error instanceof BuildUnusable && !isPassing(error, this.context.readStore)) return false;
      throw error;
    }
  }

  /** @throws BuildUnusable where it cannot be gone on with, BuildHeld where somebody else does */
  private async open({ name, definition, folder }: Slot, id: BuildId): Promise<void> {
    const { log, readStore, limits, signal } = this.context;
    const opening = () => openUsable(readStore, log, definition, id);
    const { build, checkpoint } = await whenFree(opening, signal);
    this.lanes.push(new Lane(name, folder, build, log.logId, checkpoint, limits.cachedEvents));
  }

  /** Catches up with what was appended meanwhile, the last of it between two live batches, and puts the lanes in force. */
  private async takeOver(): Promise<void> {
    const { log, readStore, undisturbed } = this.context;
    const { lanes } = this;
    const slots = this.targets.flatMap(({ slot }) => (slot.progress === undefined ? [slot] : []));
    const names = lanes.map(({ name }) => name);
    const progress = track(slots, new Progress(names, await log.count(furthestBehind(lanes))));
    progress.expect(0);
    const models = await Promise.all(
      lanes.map(({ name, build }) => modelOf(readStore, build, this.slotOf(name).definition.table)),
    );
    let obsolete: readonly ReadBuild<Columns>[] = [];
    const admission: Admission = {
      swap: () => readStore.putInForce(lanes.map(({ build }) => build.id)),
      admit: () => {
        obsolete = lanes.flatMap((lane, at) => this.slotOf(lane.name).put(lane, models[at]) ?? []);
      },
    };
    const options = this.lettingIn(progress);
    await comeNear(options, lanes);
    await undisturbed(names, async () => {
      await comeNear(options, lanes); // there may have been some waiting
      await letIn(options, lanes, admission);
    });
    for (const build of obsolete) await build.close(); // behind the swap, which stands even where this fails
  }

  private lettingIn(progress: Progress): LetInOptions {
    const { signal, ...context } = this.context;
    const onBatch = (events: number): void => {
      progress.advance(events);
      signal.throwIfAborted();
    };
    return { ...context, histories: new KeptHistories(), onBatch };
  }

  private slotOf(name: string): Slot {
    const target = this.targets.find(({ slot }) => slot.name === name);
    if (target === undefined) throw new Error(`${name} is not being rebuilt.`);
    return target.slot;
  }

  private async cleanUp(): Promise<void> {
    for (const { slot } of this.targets) slot.progress = undefined;
    for (const lane of this.lanes) if (this.slotOf(lane.name).lane !== lane) await lane.build.close();
    await sweepUp(this.context.readStore, this.context.report);
  }
}

function track(slots: readonly Slot[], progress: Progress): Progress {
  for (const slot of slots) slot.progress = progress;
  return progress;
}
