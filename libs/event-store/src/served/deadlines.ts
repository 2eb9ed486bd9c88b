import type { Server } from '@grpc/grpc-js';
import type { IncomingHttpHeaders } from 'node:http';
import { listenersOf } from './listeners';

/** The library reckons deadlines in 32 bits: of one farther off it ends the call at once, or at some other time. */
const FARTHEST_MS = 2 ** 31 - 1;

const UNIT_MS = new Map([
  ['H', 3_600_000],
  ['M', 60_000],
  ['S', 1_000],
  ['m', 1],
]);

/** Calls whose deadline is more than 24 days off have none: Go's client gives every read 292 years. */
export function dropFarDeadlines(server: Server): void {
  for (const listener of listenersOf(server))
    listener.prependListener('stream', (_stream: unknown, headers: IncomingHttpHeaders) => {
      const timeout = headers['grpc-timeout']?.toString() ?? '';
      if (Number(timeout.slice(0, -1)) * (UNIT_MS.get(timeout.slice(-1)) ?? 0) > FARTHEST_MS)
        delete headers['grpc-timeout'];
    });
}
