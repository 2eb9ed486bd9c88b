import type { Position } from '@rapport/event-store';
import type { Checkpoint } from '@rapport/read-store';
import type { FoldFailed } from '../fold/fold-failed';
import { Lane } from '../live/lane';
import type { RebuildProgress } from '../runtime';
import type { Slot } from '../status/slot';
import { buildAnew } from './build-anew';
import { Building } from './building';
import { catchUp } from './catch-up';
import type { RebuildContext } from './context';
import { Progress } from './progress';

/** One rebuild, from empty builds to rows in force. */
export class Rebuild {
  private readonly buildings: Building[] = [];
  private readonly failures: FoldFailed[] = [];

  constructor(
    private readonly context: RebuildContext,
    private readonly slots: readonly Slot[],
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  /** Returns the folds that threw; the other projections are in force. Whatever is thrown, what was in force before still is. */
  async run(): Promise<readonly FoldFailed[]> {
    try {
      const checkpoint = await this.fill(await this.begin());
      await this.takeOver(this.lanesAt(checkpoint));
      for (const failure of this.failures) this.slotOf(failure.projection).buildFailed(failure);
      return this.failures;
    } finally {
      await this.cleanUp();
    }
  }

  private async begin(): Promise<Progress> {
    const { log, readStore } = this.context;
    const names = this.slots.map(({ name }) => name);
    const progress = new Progress(names, await log.count());
    for (const slot of this.slots) slot.progress = progress;
    for (const { definition, folder } of this.slots) {
      this.buildings.push(await Building.begin(definition, folder, readStore));
    }
    return progress;
  }

  private async fill(progress: Progress): Promise<Checkpoint | undefined> {
    const { log, listeners, limits, signal } = this.context;
    const { buildings } = this;
    const onProgress = () => this.onProgress(progress.report());
    const head = await log.head();
    const maxEventsInMemory = limits.rebuildEvents;
    const options = { log, head, buildings, listeners, progress, onProgress, maxEventsInMemory, signal };
    const checkpoint = await buildAnew(options);
    onProgress();
    return checkpoint;
  }

  private lanesAt(checkpoint: Checkpoint | undefined): readonly Lane[] {
    const { log, limits } = this.context;
    this.failures.push(...this.buildings.flatMap(({ failed }) => failed ?? []));
    return this.buildings
      .filter(({ failed }) => failed === undefined)
      .map(
        ({ definition: { name }, folder, build }) =>
          new Lane(name, folder, build, log.logId, checkpoint, limits.cachedEvents),
      );
  }

  /** Catches up with what was appended meanwhile, the last of it between two live batches, and puts the lanes in force. */
  private async takeOver(lanes: readonly Lane[]): Promise<void> {
    const { log, readStore, feed } = this.context;
    const ready = await this.caughtUp(lanes, await log.head());
    await feed.change(async (current, position) => {
      const able = await this.caughtUp(ready, position);
      await readStore.putInForce(able.map(({ build }) => build.id));
      for (const lane of able) await this.slotOf(lane.name).put(lane)?.close();
      return [...current.filter(({ name }) => able.every((lane) => lane.name !== name)), ...able];
    });
  }

  private async caughtUp(lanes: readonly Lane[], until: Position | undefined): Promise<readonly Lane[]> {
    const failed = await catchUp(this.context, lanes, until);
    this.failures.push(...failed.values());
    return lanes.filter((lane) => !failed.has(lane));
  }

  private slotOf(name: string): Slot {
    const slot = this.slots.find((one) => one.name === name);
    if (slot === undefined) throw new Error(`${name} is not being rebuilt.`);
    return slot;
  }

  private async cleanUp(): Promise<void> {
    for (const slot of this.slots) slot.progress = undefined;
    for (const { definition, build } of this.buildings) {
      if (this.slotOf(definition.name).lane?.build !== build) await build.close();
    }
    await this.context.readStore.sweep();
  }
}
