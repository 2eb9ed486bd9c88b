import type { EventLog } from '@rapport/event-store';
import { BuildUnusable, type ReadStore } from '@rapport/read-store';
import { Lane } from '../live/lane';
import type { Fault } from '../options';
import type { Target } from '../rebuild/rebuild';
import type { Slot } from '../status/slot';
import { keptOf, type Kept } from './kept';
import { isHeld, isPassing, openUsable } from './open-build';

export interface Stores {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly cachedEvents: number;
  readonly report: (fault: Fault) => void;
}

/** What is found of projections that are taken up. */
export interface OpenedSlots {
  /** Of builds in force, which go on from their checkpoints. */
  readonly lanes: readonly OpenedLane[];
  /** Projections that need a build, or whose rebuild a crash broke off. */
  readonly targets: readonly Target[];
}

export interface OpenedLane {
  readonly slot: Slot;
  readonly lane: Lane;
}

/**
 * Opens the builds in force, and finds what is to be made of the other projections.
 * @throws BuildHeld where another node has not let go yet; then nothing is held here
 */
export async function openSlots(slots: readonly Slot[], stores: Stores): Promise<OpenedSlots> {
  const entries = await stores.readStore.builds();
  const lanes: OpenedLane[] = [];
  const targets: Target[] = [];
  try {
    for (const slot of slots) {
      const kept = keptOf(slot.definition, entries);
      const opened = await openInForce(slot, kept, stores);
      if (opened instanceof Lane) {
        lanes.push({ slot, lane: opened });
        if (kept.finished !== undefined) targets.push({ slot, complete: kept.finished });
        else if (kept.loading !== undefined) targets.push({ slot, loading: kept.loading });
      } else {
        targets.push({ slot, complete: kept.complete, loading: kept.loading });
        const isElsewhere = await isHeld(stores.readStore, slot.definition, kept.loading);
        stores.report({ message: plan(slot, kept, opened, isElsewhere), projection: slot.name });
      }
    }
  } catch (error) {
    for (const { lane } of lanes) await lane.build.close();
    throw error;
  }
  return { lanes, targets };
}

/** Or why not. */
async function openInForce(
  { name, definition, folder }: Slot,
  { inForce, otherVersion }: Kept,
  { log, readStore, cachedEvents }: Stores,
): Promise<Lane | string> {
  if (otherVersion !== undefined)
    return `the build in force is of version ${otherVersion}, not ${definition.version}`;
  if (inForce === undefined) return 'none is in force yet';
  try {
    const { build, checkpoint } = await openUsable(readStore, log, definition, inForce);
    return new Lane(name, folder, build, log.logId, checkpoint, cachedEvents);
  } catch (error) {
    if (error instanceof BuildUnusable && !isPassing(error, readStore)) return error.reason;
    throw error;
  }
}

function plan({ name }: Slot, { complete, loading }: Kept, reason: string, isElsewhere: boolean): string {
  if (complete !== undefined) return `${name} takes up a build of this version that is kept: ${reason}.`;
  if (isElsewhere) return `${name} is being built by another process, whose end is waited for: ${reason}.`;
  return `${name} ${loading === undefined ? 'is built anew' : 'goes on being built'}: ${reason}.`;
}
