import { once } from 'node:events';
import { connect } from 'node:net';
import type { Seed } from './seeds';

const CONNECTS_WITHIN_MS = 1_000;

/** The client says only that it discovered nobody: adds what a connection to each seed meets. */
export async function undiscovered(error: unknown, seeds: readonly Seed[]): Promise<unknown> {
  if (!isUndiscovered(error)) return error;
  const reasons = await Promise.all(seeds.map(whyNot));
  const known = reasons.filter((reason) => reason !== undefined);
  return known.length === 0 ? error : new Error(`${error.message} (${known.join(', ')})`);
}

export const isUndiscovered = (error: unknown): error is Error =>
  error instanceof Error && /failed to discover/i.test(error.message);

const REASONS = new Map([
  ['ENOTFOUND', 'no such host name'],
  ['EAI_AGAIN', 'the host name cannot be looked up at the moment'],
  ['ECONNREFUSED', 'connections are refused'],
  ['ABORT_ERR', 'no answer'],
]);

/** Undefined where there is somebody. */
async function whyNot({ host, port }: Seed): Promise<string | undefined> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECTS_WITHIN_MS) });
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return `${host}:${port}: ${REASONS.get(code) ?? code}`;
  } finally {
    socket.destroy();
  }
}
