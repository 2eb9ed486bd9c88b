import { ExponentialBackoff, handleType, retry } from 'cockatiel';
import { EngineUnavailable } from './errors';

/** Together about two minutes: long enough for a restart that folds a large log. */
const retries = { maxAttempts: 40, initialDelay: 50, maxDelay: 4_000 };

/**
 * Does it again where the engine could not just now, with growing pauses.
 *
 * @param onWait told why, before each pause
 */
export function retrying<T>(
  work: () => Promise<T>,
  onWait: (reason: string) => void,
  signal: AbortSignal,
): Promise<T> {
  const { maxAttempts, initialDelay, maxDelay } = retries;
  const backoff = new ExponentialBackoff({ initialDelay, maxDelay });
  const policy = retry(handleType(EngineUnavailable), { maxAttempts, backoff });
  policy.onRetry((failure) => onWait('error' in failure ? failure.error.message : 'No answer.'));
  return policy.execute(() => work(), signal);
}
