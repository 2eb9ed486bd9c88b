import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CorruptStore } from '../errors';
import { Upcasters } from '../upcasters';
import { openForReading, openForWriting, type OpenLog } from './connection';
import { EmbeddedEventStore } from './embedded-event-store';
import { EmbeddedReader } from './embedded-reader';
import { logFile, type LogPlace } from './place';
import { translated } from './sqlite-error';
import { lockForWriting } from './writer-lock';

export type EmbeddedOptions = LogPlace & {
  /** Milliseconds; default: the machine's clock. */
  readonly clock?: () => number;
  readonly upcasters?: Upcasters;
  /** How soon a disk that refused a write is tried again; default 1,000. */
  readonly probeIntervalMs?: number;
  /** Told once when a read or an append meets damage; from then on appends are refused. */
  readonly onDamage?: (damage: CorruptStore) => void;
};

export type EmbeddedReaderOptions = LogPlace & {
  readonly upcasters?: Upcasters;
  /** How often subscriptions look for what another process appended; default 50. */
  readonly pollIntervalMs?: number;
};

const PROBE_INTERVAL_MS = 1_000;
const POLL_INTERVAL_MS = 50;

/**
 * Opens the log as its one writer; makes it, and its folder, where there is none.
 * @throws StoreLocked, NewerFormat, CorruptStore
 */
export function openEmbeddedEventStore(options: EmbeddedOptions): Promise<EmbeddedEventStore> {
  const { clock = Date.now, upcasters = new Upcasters(), probeIntervalMs = PROBE_INTERVAL_MS } = options;
  const { onDamage = () => undefined } = options;
  return attempt(() => {
    const file = logFile(options);
    mkdirSync(dirname(file), { recursive: true });
    const lock = lockForWriting(file);
    try {
      const settings = { clock, upcasters, probeIntervalMs, onDamage };
      return using(
        openForWriting(file),
        (log) => new EmbeddedEventStore(log, settings, () => lock.release()),
      );
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

/** Opens the log beside its writer. @throws StoreMissing, NewerFormat, CorruptStore */
export function openEmbeddedReader(options: EmbeddedReaderOptions): Promise<EmbeddedReader> {
  const { upcasters = new Upcasters(), pollIntervalMs = POLL_INTERVAL_MS } = options;
  return attempt(() => {
    const file = logFile(options);
    return using(openForReading(file), (log) => new EmbeddedReader(log, upcasters, pollIntervalMs));
  });
}

/** A log that cannot be read is not left open. */
function using<T>(log: OpenLog, make: (log: OpenLog) => T): T {
  try {
    return make(log);
  } catch (error) {
    log.database.close();
    throw translated(error, log.database.file);
  }
}

const attempt = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
