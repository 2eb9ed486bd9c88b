import type { Position } from '@rapport/event-store';
import type { BuildId, Columns, ReadBuild } from '@rapport/read-store';
import { furthestBehind } from '../live/feed';
import { Lane } from '../live/lane';
import type { RebuildProgress } from '../runtime';
import { openBuild } from '../start/open-build';
import type { Slot } from '../status/slot';
import { catchUp } from './catch-up';
import type { RebuildContext } from './context';
import { Progress } from './progress';

/** Events that may be left to catch up with while live batches wait. */
const maxLeft = 100;
/** Where more is always appended than is caught up with meanwhile, the live batches have to wait at last. */
const maxRounds = 20;

/** What a projection's rows come from: a build that is complete already, or a new one. */
export interface Target {
  readonly slot: Slot;
  readonly complete?: BuildId | undefined;
}

/** One rebuild, from the log to rows in force. */
export class Rebuild {
  private readonly lanes: Lane[] = [];

  constructor(
    private readonly context: RebuildContext,
    private readonly targets: readonly Target[],
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  /** Whatever is thrown, what was in force before still is. */
  async run(): Promise<void> {
    try {
      const missing: Slot[] = [];
      for (const { slot, complete } of this.targets) {
        if (complete === undefined || (await this.open(slot, complete)) !== undefined) missing.push(slot);
      }
      for (const id of await this.fill(missing)) {
        const reason = await this.open(this.slotOf(id.projection), id);
        if (reason !== undefined)
          throw new Error(`The new build of ${id.projection} cannot be used: ${reason}.`);
      }
      await this.takeOver();
    } finally {
      await this.cleanUp();
    }
  }

  private async fill(slots: readonly Slot[]): Promise<readonly BuildId[]> {
    const { log, fill, signal } = this.context;
    if (slots.length === 0) return [];
    const progress = this.track(slots, await log.count());
    const onProgress = (): void => this.onProgress(progress.report());
    const projections = slots.map(({ definition }) => definition);
    const builds = await fill({ projections, progress, onProgress, signal });
    onProgress();
    return builds;
  }

  /** Or why not. */
  private async open({ name, definition, folder }: Slot, id: BuildId): Promise<string | undefined> {
    const { log, readStore, limits } = this.context;
    const opened = await openBuild(readStore, log, definition, id);
    if (typeof opened === 'string') return opened;
    const { build, checkpoint } = opened;
    this.lanes.push(new Lane(name, folder, build, log.logId, checkpoint, limits.cachedEvents));
    return undefined;
  }

  private track(slots: readonly Slot[], events: number): Progress {
    const progress = new Progress(
      slots.map(({ name }) => name),
      events,
    );
    for (const slot of slots) slot.progress = progress;
    return progress;
  }

  /** Catches up with what was appended meanwhile, the last of it between two live batches, and puts the lanes in force. */
  private async takeOver(): Promise<void> {
    const { log, readStore, feed } = this.context;
    const slots = this.targets.flatMap(({ slot }) => (slot.progress === undefined ? [slot] : []));
    const progress = this.track(slots, await this.behind());
    progress.expect(0);
    for (let round = 0; round < maxRounds && (await this.behind()) > maxLeft; round += 1) {
      await this.catchUp(await log.head(), progress);
    }
    let obsolete: readonly ReadBuild<Columns>[] = [];
    await feed.change(async (current, position) => {
      await this.catchUp(position, progress);
      await readStore.putInForce(this.lanes.map(({ build }) => build.id));
      obsolete = this.lanes.flatMap((lane) => this.slotOf(lane.name).put(lane) ?? []);
      return [...current.filter(({ name }) => this.lanes.every((lane) => lane.name !== name)), ...this.lanes];
    });
    for (const build of obsolete) await build.close(); // behind the swap, which stands even where this fails
  }

  private behind(): Promise<number> {
    return this.context.log.count(furthestBehind(this.lanes));
  }

  private async catchUp(until: Position | undefined, progress: Progress): Promise<void> {
    const { log, listeners, signal } = this.context;
    const onBatch = (events: number): void => {
      progress.advance(events);
      signal.throwIfAborted();
    };
    await catchUp({ log, listeners, onBatch }, this.lanes, until);
  }

  private slotOf(name: string): Slot {
    const target = this.targets.find(({ slot }) => slot.name === name);
    if (target === undefined) throw new Error(`${name} is not being rebuilt.`);
    return target.slot;
  }

  private async cleanUp(): Promise<void> {
    for (const { slot } of this.targets) slot.progress = undefined;
    for (const lane of this.lanes) if (this.slotOf(lane.name).lane !== lane) await lane.build.close();
    await this.context.readStore.sweep();
  }
}
