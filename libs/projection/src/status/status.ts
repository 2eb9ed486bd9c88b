import { CorruptStore, type EventLog, type Millis, type Position } from '@rapport/event-store';
import type { BuildEntry } from '@rapport/read-store';
import type { Follower } from '../live/follower';
import type { KeptBuild, ProjectionStatus } from '../runtime';
import type { Progress } from '../rebuild/progress';
import type { Slot } from './slot';

export interface Activity {
  readonly paused: boolean;
  readonly follower: Pick<Follower, 'caughtUp' | 'fault'>;
  readonly builds: readonly BuildEntry[];
  /** The nodes that project, by projection; empty where one node has the read store to itself. */
  readonly projectors: ReadonlyMap<string, string>;
}

export async function statusOf(slot: Slot, log: EventLog, activity: Activity): Promise<ProjectionStatus> {
  const { position, progress } = slot;
  const error = slot.failure?.message ?? slot.heldUpBy ?? activity.follower.fault;
  const node = activity.projectors.get(slot.name);
  const behind = await lag(log, position);
  return {
    name: slot.name,
    version: slot.definition.version,
    ...(node !== undefined && { node }),
    state: stateOf(slot, activity, behind),
    position,
    ...behind,
    parked: (await slot.rows?.model.parkedCount()) ?? 0,
    builds: buildsOf(slot, activity.builds),
    ...(progress && { progress: progressOf(progress) }),
    ...(error !== undefined && { error }),
  };
}

function progressOf(progress: Progress): NonNullable<ProjectionStatus['progress']> {
  const { done, total, perSecond, secondsLeft } = progress.report();
  return { done, total, perSecond, ...(secondsLeft !== undefined && { secondsLeft }) };
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

interface Lag {
  readonly lagEvents: number;
  readonly lagSeconds: number;
}

async function lag(log: Pick<EventLog, 'count' | 'readAll'>, position: Position | undefined): Promise<Lag> {
  const lagEvents = await log.count(position);
  if (lagEvents === 0) return { lagEvents, lagSeconds: 0 };
  const recordedAt = (await recordedAfter(log, position)) ?? Date.now();
  return { lagEvents, lagSeconds: Math.max(0, Date.now() - recordedAt) / 1_000 };
}

/** Undefined where the next event cannot be read: the status is what tells of the damage, it must not fail by it. */
async function recordedAfter(
  log: Pick<EventLog, 'readAll'>,
  position: Position | undefined,
): Promise<Millis | undefined> {
  try {
    const after = position === undefined ? {} : { after: position };
    const { events } = await log.readAll({ limit: 1, detail: 'fold', ...after });
    return events[0]?.recordedAt;
  } catch (error) {
    if (error instanceof CorruptStore) return undefined;
    throw error;
  }
}
