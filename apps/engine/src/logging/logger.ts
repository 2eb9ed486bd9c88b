import { pino, type Logger, type DestinationStream } from 'pino';
import type { LogLevel } from '../config/config';

/** Where log lines go by default: stderr, in batches. stdout belongs to the lines that people read. */
export function standardError(): DestinationStream & { flushSync(): void } {
  return pino.destination({ dest: 2, sync: false, minLength: 16_000, periodicFlush: 250 });
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
