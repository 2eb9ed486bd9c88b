import { reasonOf, type Health } from '@rapport/event-store';
import type { ProjectionHealth } from '@rapport/projection';
import type { ReadyLag } from '../config/config';
import { defaultReadyLagEvents, defaultReadyLagSeconds, healthPatienceMs } from '../http/limits';
import { inTime } from '../platform/in-time';
import type { Platform } from '../platform/platform';

type Asked = Pick<Platform, 'config' | 'lifecycle' | 'store' | 'runtime'>;

const defaultLag: ReadyLag = { events: defaultReadyLagEvents, seconds: defaultReadyLagSeconds };

/** Whether the engine should get requests. A store that hangs is asked now and then, however many ask how it is, and not waited for. */
export class Readiness {
  private readonly health: () => Promise<Health>;
  private readonly projections: () => Promise<readonly ProjectionHealth[]>;

  constructor(private readonly asked: Asked) {
    this.health = oneAtATime(() => asked.store.health());
    this.projections = oneAtATime(() => asked.runtime.health());
  }

  /** Why it should get none now; empty where it should. */
  async notReadyBecause(): Promise<readonly string[]> {
    const { lifecycle, config } = this.asked;
    if (lifecycle.stopping) return ['The engine is shutting down.'];
    const answers = [
      inTime(this.health(), healthPatienceMs, notAnswered),
      inTime(this.projections(), healthPatienceMs, notAnswered),
    ] as const;
    const [health, statuses] = await Promise.allSettled(answers);
    const ofLog = ofHealth(health);
    return [...ofLog, ...ofProjections(statuses, config.readyLag ?? defaultLag, ofLog)];
  }
}

/** Who asks while a question is open is told the same; one that is not answered in time may never be, while the next one is. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let open: { readonly answer: Promise<T>; readonly since: number } | undefined;
  return () => {
    if (open !== undefined && performance.now() - open.since < healthPatienceMs) return open.answer;
    const asked = { answer: ask(), since: performance.now() };
    const over = (): void => {
      if (open === asked) open = undefined;
    };
    asked.answer.then(over, over);
    open = asked;
    return asked.answer;
  };
}

class NotAnswered extends Error {
  readonly code = 'not-answered';
}

const notAnswered = (): NotAnswered => new NotAnswered(`no answer for ${healthPatienceMs / 1_000} s`);

function ofHealth(health: PromiseSettledResult<Health>): readonly string[] {
  if (health.status === 'rejected')
    return [`How the event log is cannot be told: ${reasonOf(health.reason)}`];
  return health.value.writable ? [] : [health.value.reason];
}

/** @param said what is not to be said again */
function ofProjections(
  statuses: PromiseSettledResult<readonly ProjectionHealth[]>,
  lag: ReadyLag,
  said: readonly string[],
): readonly string[] {
  if (statuses.status === 'fulfilled')
    return statuses.value
      .filter(({ error }) => error === undefined || !said.includes(error))
      .flatMap((status) => troubleOf(status, lag));
  return said.length > 0
    ? []
    : [`How the projections are doing cannot be told: ${reasonOf(statuses.reason)}`];
}

/**
 * A rebuild beside rows that can be asked is no trouble, nor is a projection that was paused on purpose, nor are parked
 * subjects, whose answers say that they are.
 */
function troubleOf(status: ProjectionHealth, { events, seconds }: ReadyLag): string[] {
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
