import type { ProjectionStatus } from '@rapport/projection';
import { maxReadyLagEvents } from '../http/limits';
import type { Platform } from '../platform/platform';

type Asked = Pick<Platform, 'lifecycle' | 'store' | 'runtime'>;

/** Why the engine should get no requests now; empty where it should. */
export async function notReadyBecause({ lifecycle, store, runtime }: Asked): Promise<readonly string[]> {
  if (lifecycle.stopping) return ['The engine is shutting down.'];
  const health = await store.health();
  if (health.writable) return (await runtime.status()).flatMap(troubleOf);
  const others = (await runtime.status()).filter(({ error }) => error !== health.reason); // one reason is said once
  return [health.reason, ...others.flatMap(troubleOf)];
}

/** A rebuild beside rows that can be asked is no trouble, nor is a projection that was paused on purpose. */
function troubleOf({ name, state, lagEvents, error, progress }: ProjectionStatus): string[] {
  const heldUp = error === undefined ? '' : ` ${error}`;
  switch (state) {
    case 'failed':
      return [`Projection ${name} has stopped: ${error ?? 'the log says why.'}`];
    case 'rebuilding':
      return [
        `Projection ${name} is being built: ${progress?.done ?? 0} of ${progress?.total ?? '?'} events.${heldUp}`,
      ];
    case 'paused':
      return [];
    default:
      return lagEvents > maxReadyLagEvents ? [`Projection ${name} is ${lagEvents} events behind.`] : [];
  }
}
