import { CorruptStore, reasonOf } from '@rapport/event-store';
import { setTimeout as delay } from 'node:timers/promises';
import { RebuildStopped } from '../errors';
import { KeptHistories } from '../live/kept-histories';
import type { Lane } from '../live/lane';
import type { RebuildContext } from '../rebuild/context';
import { comeNear, letIn } from '../rebuild/let-in';
import type { Target } from '../rebuild/rebuild';
import type { Rebuilder } from '../rebuild/rebuilder';
import { sweepUp } from '../rebuild/sweep-up';
import type { Slot } from '../status/slot';
import { keptOf } from './kept';
import { modelOf } from './model-of';
import { openSlots, type OpenedLane } from './open-slots';

export interface ProjectorOptions extends Omit<RebuildContext, 'fill' | 'undisturbed'> {
  readonly rebuilder: Rebuilder;
}

/** Takes projections up and lets go of them again. */
export class Projector {
  constructor(private readonly options: ProjectorOptions) {}

  /**
   * Resolves when all whose rows are in force are projected, with what the others need.
   * @throws BuildHeld where another node has not let go yet
   */
  async takeUp(slots: readonly Slot[]): Promise<readonly Target[]> {
    const { log, readStore, limits, report } = this.options;
    const stores = { log, readStore, report, cachedEvents: limits.cachedEvents };
    const { lanes, targets } = await openSlots(slots, stores);
    try {
      await this.letIn(lanes);
    } finally {
      for (const { slot, lane } of lanes) if (slot.lane !== lane) await lane.build.close();
    }
    await sweepUp(readStore, report);
    return targets;
  }

  /**
   * Builds what is missing, until it is there or `isOurs` says of none any more. Damage stays; what else may go wrong (a full
   * disk, say) may pass. Each attempt goes on with what there is by then: somebody else may have made it, or be making it.
   */
  async build(targets: readonly Target[], isOurs: (slot: Slot) => boolean = () => true): Promise<void> {
    const { rebuilder, limits, signal } = this.options;
    let left = targets;
    for (let attempt = 1; left.length > 0 && !signal.aborted; attempt += 1) {
      try {
        if (attempt > 1) left = await this.asTheyAre(left);
        await rebuilder.rebuild(left, () => undefined);
        return;
      } catch (error) {
        if (error instanceof RebuildStopped) return;
        this.tell(left, error);
        if (error instanceof CorruptStore) return;
        await delay(limits.retryMs, undefined, { signal }).catch(() => undefined);
        left = left.filter(({ slot }) => isOurs(slot));
      }
    }
  }

  /** Takes lanes out of the feed, between two batches; their rows go on being answered from. */
  async letGo(lanes: readonly OpenedLane[]): Promise<void> {
    if (lanes.length === 0) return;
    const gone = new Set<Lane>(lanes.map(({ lane }) => lane));
    const left: OpenedLane[] = [];
    await this.options.feed.change((current) => {
      for (const one of lanes) if (one.slot.lane === one.lane) left.push(one);
      for (const { slot } of left) slot.standBy();
      return current.filter((lane) => !gone.has(lane));
    });
    for (const { lane } of left) await lane.build.close();
  }

  private async letIn(opened: readonly OpenedLane[]): Promise<void> {
    const { feed, readStore, signal } = this.options;
    if (opened.length === 0) return;
    const models = await Promise.all(
      opened.map(({ slot, lane }) => modelOf(readStore, lane.build, slot.definition.table)),
    );
    const lanes = opened.map(({ lane }) => lane);
    const histories = new KeptHistories();
    const options = { ...this.options, histories, onBatch: () => signal.throwIfAborted() };
    if (feed.position !== undefined) await comeNear(options, lanes); // else it begins where the lanes are
    await letIn(options, lanes, {
      admit: () => opened.forEach(({ slot, lane }, at) => void slot.put(lane, models[at])),
    });
  }

  /** With what the store holds of them now. */
  private async asTheyAre(targets: readonly Target[]): Promise<readonly Target[]> {
    const entries = await this.options.readStore.builds();
    return targets.map(({ slot, complete }) => {
      const kept = keptOf(slot.definition, entries);
      const newest = kept.inForce === undefined ? kept.complete : kept.finished;
      return { slot, complete: newest ?? complete, loading: kept.loading };
    });
  }

  private tell(targets: readonly Target[], error: unknown): void {
    const message = reasonOf(error);
    const names = targets.map(({ slot }) => slot.name).join(', ');
    this.options.report({ message: `${names}: building failed: ${message}`, error });
    for (const { slot } of targets) {
      if (slot.rows !== undefined) continue;
      if (error instanceof CorruptStore) slot.fail(error);
      else slot.heldUpBy = message;
    }
  }
}
