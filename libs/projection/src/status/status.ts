import type { EventLog } from '@rapport/event-store';
import type { BuildEntry } from '@rapport/read-store';
import type { Follower } from '../live/follower';
import type { KeptBuild, ProjectionStatus } from '../runtime';
import { keptOf } from '../start/kept';
import { lags, type Lag, type LagOf } from './lag';
import type { Slot } from './slot';

export interface Activity {
  readonly paused: boolean;
  readonly follower: Pick<Follower, 'caughtUp' | 'fault'>;
  readonly builds: readonly BuildEntry[];
  /** The nodes that project, by projection; empty where one node has the read store to itself. */
  readonly projectors: ReadonlyMap<string, string>;
}

export function statusesOf(
  slots: readonly Slot[],
  log: EventLog,
  activity: Activity,
): Promise<readonly ProjectionStatus[]> {
  const lagOf = lags(log);
  return Promise.all(slots.map((slot) => statusOf(slot, lagOf, activity)));
}

async function statusOf(slot: Slot, lagOf: LagOf, activity: Activity): Promise<ProjectionStatus> {
  const { position } = slot;
  const error = slot.failure?.message ?? slot.heldUpBy ?? activity.follower.fault;
  const node = activity.projectors.get(slot.name);
  const behind = await lagOf(position);
  const progress = await progressOf(slot, lagOf, activity.builds);
  return {
    name: slot.name,
    version: slot.definition.version,
    ...(node !== undefined && { node }),
    state: stateOf(slot, activity, behind),
    position,
    ...behind,
    parked: (await slot.rows?.model.parkedCount()) ?? 0,
    builds: buildsOf(slot, activity.builds),
    ...(progress && { progress }),
    ...(error !== undefined && { error }),
  };
}

async function progressOf(
  { progress, definition }: Slot,
  lagOf: LagOf,
  builds: readonly BuildEntry[],
): Promise<ProjectionStatus['progress']> {
  if (progress !== undefined) {
    const { done, total, perSecond, secondsLeft } = progress.report();
    return { done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) };
  }
  const { loading, loadedEvents: done } = keptOf(definition, builds);
  return loading && { done, total: Math.max(done, (await lagOf(undefined)).lagEvents) };
}

/** But for the former rows of the version in force: they stand only as long as somebody may still be reading them. */
function buildsOf({ name }: Slot, entries: readonly BuildEntry[]): KeptBuild[] {
  const own = entries.filter(({ id, replay }) => id.projection === name && replay === undefined);
  const inForce = own.find(({ state }) => state === 'in-force')?.id.version;
  return own
    .filter(({ id, state }) => state !== 'complete' || id.version !== inForce)
    .map(({ id, state }) => ({ version: id.version, state }));
}

/** Rows of other nodes are live while they are no further behind than a commit takes. */
const liveLagSeconds = 2;

function stateOf(slot: Slot, { paused, follower }: Activity, { lagSeconds }: Lag): ProjectionStatus['state'] {
  if (slot.failure !== undefined) return 'failed';
  if (paused) return 'paused';
  if (slot.supersededBy !== undefined) return 'superseded';
  if (slot.rows === undefined) return 'rebuilding';
  return (slot.lane === undefined ? lagSeconds < liveLagSeconds : follower.caughtUp) ? 'live' : 'catching-up';
}
