import { setTimeout as delay } from 'node:timers/promises';
import { pino, type Logger, type DestinationStream } from 'pino';
import type { LogLevel } from '../config/config';

const flushesWithin = 1_000;

/** Where log lines go by default: stderr, in batches. stdout belongs to the lines that people read. */
export function standardError(): DestinationStream & { flushed(): Promise<void> } {
  const stderr = pino.destination({ dest: 2, sync: false, minLength: 16_000, periodicFlush: 250 });
  stderr.on('error', () => undefined); // nobody reads it any more
  return {
    write: (line) => void stderr.write(line),
    // What flushes at once tries a broken pipe for ever.
    flushed: () =>
      Promise.race([new Promise<void>((resolve) => stderr.flush(() => resolve())), delay(flushesWithin)]),
  };
}

/**
 * Structured logs, one JSON object a line. What is logged is chosen field by field: no bodies, no raw urls, no messages of
 * errors that may quote what a client sent.
 */
export function createLogger(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    { level, base: { service: 'rapport-engine' }, timestamp: pino.stdTimeFunctions.isoTime },
    destination,
  );
}
