import { Interrupted } from './explain';

/**
 * Runs work that Ctrl-C or SIGTERM ends in an orderly way. A second Ctrl-C ends the process at once.
 *
 * @param howToGoOn said after an interruption
 * @throws Interrupted, and what the work throws otherwise
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  howToGoOn: string,
): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new Interrupted(`Interrupted. ${howToGoOn}`, { cause: error }) : error;
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}
