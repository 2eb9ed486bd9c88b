import { reasonOf } from '@rapport/event-store';
import type { ProjectionStatus } from '@rapport/projection';
import type { ReadyLag } from '../config/config';
import { defaultReadyLagEvents, defaultReadyLagSeconds } from '../http/limits';
import type { Platform } from '../platform/platform';

type Asked = Pick<Platform, 'config' | 'lifecycle' | 'store' | 'runtime'>;

const defaultLag: ReadyLag = { events: defaultReadyLagEvents, seconds: defaultReadyLagSeconds };

/** Why the engine should get no requests now; empty where it should. */
export async function notReadyBecause({
  config,
  lifecycle,
  store,
  runtime,
}: Asked): Promise<readonly string[]> {
  if (lifecycle.stopping) return ['The engine is shutting down.'];
  const lag = config.readyLag ?? defaultLag;
  const health = await store.health();
  const ofLog = health.writable ? [] : [health.reason];
  return [...ofLog, ...(await ofProjections(runtime, lag, ofLog))];
}

/** @param said what is not to be said again */
async function ofProjections(
  runtime: Platform['runtime'],
  lag: ReadyLag,
  said: readonly string[],
): Promise<readonly string[]> {
  try {
    const statuses = await runtime.status();
    return statuses
      .filter(({ error }) => error === undefined || !said.includes(error))
      .flatMap((status) => troubleOf(status, lag));
  } catch (error) {
    return said.length > 0 ? [] : [`How the projections are doing cannot be told: ${reasonOf(error)}`];
  }
}

/**
 * A rebuild beside rows that can be asked is no trouble, nor is a projection that was paused on purpose, nor are parked
 * subjects, whose answers say that they are.
 */
function troubleOf(status: ProjectionStatus, { events, seconds }: ReadyLag): string[] {
  const { name, state, lagEvents, lagSeconds, error, progress } = status;
  const heldUp = error === undefined ? '' : ` ${error}`;
  switch (state) {
    case 'failed':
      return [`Projection ${name} has stopped: ${error ?? 'the log says why.'}`];
    case 'rebuilding':
      return [
        `Projection ${name} is being built: ${progress?.done ?? 0} of ${progress?.total ?? '?'} events.${heldUp}`,
      ];
    case 'superseded':
      return [`Another version of ${name} is in force than this node has.`];
    case 'paused':
      return [];
    default:
      if (lagEvents <= events && (lagEvents === 0 || lagSeconds <= seconds)) return [];
      return [`Projection ${name} is ${lagEvents} events and ${Math.round(lagSeconds)} s behind.${heldUp}`];
  }
}
