import type { EventLog } from '@rapport/event-store';
import type { ReadStore } from '@rapport/read-store';
import { Lane } from '../live/lane';
import type { Fault } from '../options';
import type { Target } from '../rebuild/rebuild';
import type { Slot } from '../status/slot';
import { keptOf, type Kept } from './kept';
import { openBuild } from './open-build';

interface Stores {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly cachedEvents: number;
  readonly report: (fault: Fault) => void;
}

/** What a start finds. */
export interface OpenedSlots {
  /** Of builds in force, which go on from their checkpoints. */
  readonly lanes: readonly Lane[];
  /** Projections that need a build, or whose rebuild a crash broke off. */
  readonly targets: readonly Target[];
}

/** Puts the builds in force into the slots, and finds what is to be made of the others. */
export async function openSlots(slots: Iterable<Slot>, stores: Stores): Promise<OpenedSlots> {
  const entries = await stores.readStore.builds();
  const lanes: Lane[] = [];
  const targets: Target[] = [];
  for (const slot of slots) {
    const kept = keptOf(slot.definition, entries);
    const opened = await openInForce(slot, kept, stores);
    if (opened instanceof Lane) {
      slot.put(opened);
      lanes.push(opened);
      if (kept.finished !== undefined) targets.push({ slot, complete: kept.finished });
      else if (kept.isLoading) targets.push({ slot });
    } else {
      targets.push({ slot, complete: kept.complete });
      stores.report({ message: plan(slot, kept, opened), projection: slot.name });
    }
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
  if (inForce === undefined) return 'there is no build yet';
  const opened = await openBuild(readStore, log, definition, inForce);
  if (typeof opened === 'string') return opened;
  return new Lane(name, folder, opened.build, log.logId, opened.checkpoint, cachedEvents);
}

function plan({ name }: Slot, { complete, isLoading }: Kept, reason: string): string {
  if (complete !== undefined) return `${name} catches up a build of this version: ${reason}.`;
  return isLoading ? `${name} goes on being built: ${reason}.` : `${name} is built anew: ${reason}.`;
}
