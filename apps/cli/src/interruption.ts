import { Interrupted } from './explain';

/** The launcher passes on a signal that the terminal sends to all processes anyway: two at once are one. */
const sameSignalMs = 1_000;

/**
 * Runs work that Ctrl-C or SIGTERM ends in an orderly way. Another Ctrl-C a second later ends the process at once.
 *
 * @param howToGoOn said after an interruption
 * @throws Interrupted, and what the work throws otherwise
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  howToGoOn: string,
): Promise<T> {
  const controller = new AbortController();
  let stoppedAt: number | undefined;
  const stop = (): void => {
    if (stoppedAt !== undefined && Date.now() - stoppedAt > sameSignalMs) process.exit(130);
    stoppedAt ??= Date.now();
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new Interrupted(`Interrupted. ${howToGoOn}`, { cause: error }) : error;
  } finally {
    if (!controller.signal.aborted) for (const signal of signals) process.removeListener(signal, stop);
  }
}
