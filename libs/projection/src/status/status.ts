import type { EventLog } from '@rapport/event-store';
import type { BuildEntry, ReadStore } from '@rapport/read-store';
import type { Follower } from '../live/follower';
import type { KeptBuild, ProjectionHealth, ProjectionStatus } from '../runtime';
import { keptOf } from '../start/kept';
import { lags, type Lag, type LagOf } from './lag';
import type { Slot } from './slot';

export interface Activity {
  readonly log: Pick<EventLog, 'count' | 'readAll'>;
  readonly paused: boolean;
  readonly follower: Pick<Follower, 'caughtUp' | 'fault'>;
  readonly readStore: Pick<ReadStore, 'builds'>;
}

export async function healthOf(
  slots: readonly Slot[],
  { log, readStore, ...activity }: Activity,
): Promise<readonly ProjectionHealth[]> {
  const lagOf = lags(log);
  const lagging = slots.map(async (slot) => {
    const { position } = slot;
    return { slot, position, behind: await lagOf(position) };
  });
  const [builds, ...seen] = await Promise.all([readStore.builds(), ...lagging]);
  const health = seen.map(async ({ slot, position, behind }) => {
    const progress = await progressOf(slot, lagOf, builds);
    const error = slot.failure?.message ?? slot.heldUpBy ?? activity.follower.fault;
    return {
      name: slot.name,
      version: slot.definition.version,
      state: stateOf(slot, activity, behind),
      position,
      ...behind,
      builds: buildsOf(slot, builds),
      ...(progress && { progress }),
      ...(error !== undefined && { error }),
    };
  });
  return Promise.all(health);
}

/** @param projectors the nodes that project, by projection; empty where one node has the read store to itself */
export async function statusOf(
  slots: readonly Slot[],
  activity: Activity,
  projectors: Promise<ReadonlyMap<string, string>>,
): Promise<readonly ProjectionStatus[]> {
  const parked = slots.map(async ({ rows }) => (await rows?.model.parkedCount()) ?? 0);
  const [health, nodes, counts] = await Promise.all([
    healthOf(slots, activity),
    projectors,
    Promise.all(parked),
  ]);
  return health.map((one, at) => {
    const node = nodes.get(one.name);
    return { ...one, ...(node !== undefined && { node }), parked: counts[at] ?? 0 };
  });
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

function stateOf(
  slot: Slot,
  { paused, follower }: Pick<Activity, 'paused' | 'follower'>,
  { lagSeconds }: Lag,
): ProjectionStatus['state'] {
  if (slot.failure !== undefined) return 'failed';
  if (paused) return 'paused';
  if (slot.supersededBy !== undefined) return 'superseded';
  if (slot.rows === undefined) return 'rebuilding';
  return (slot.lane === undefined ? lagSeconds < liveLagSeconds : follower.caughtUp) ? 'live' : 'catching-up';
}
