import { CorruptStore, type EventLog, type Millis, type Position } from '@rapport/event-store';

export interface Lag {
  readonly lagEvents: number;
  readonly lagSeconds: number;
}

export type LagOf = (position: Position | undefined) => Promise<Lag>;

/** How far positions are behind the log, which is asked once of each: mostly all projections are at the same. */
export function lags(log: Pick<EventLog, 'count' | 'readAll'>): LagOf {
  const asked = new Map<Position | undefined, Promise<Lag>>();
  return (position) => {
    const lag = asked.get(position) ?? lagBehind(log, position);
    asked.set(position, lag);
    return lag;
  };
}

async function lagBehind(
  log: Pick<EventLog, 'count' | 'readAll'>,
  position: Position | undefined,
): Promise<Lag> {
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
