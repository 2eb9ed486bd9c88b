import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreMissing } from '../errors';
import { Upcasters } from '../upcasters';
import { openForReading, openForWriting } from './connection';
import { EmbeddedEventStore } from './embedded-event-store';
import { EmbeddedReader } from './embedded-reader';
import { lockForWriting } from './writer-lock';

/** Where the log is: a folder that holds it as `log.sqlite`, or the file itself. */
export type LogPlace = { readonly folder: string } | { readonly file: string };

export type EmbeddedOptions = LogPlace & {
  /** Milliseconds; default: the machine's clock. */
  readonly clock?: () => number;
  readonly upcasters?: Upcasters;
  /** How soon a disk that refused a write is tried again; default 1,000. */
  readonly probeIntervalMs?: number;
};

export type EmbeddedReaderOptions = LogPlace & {
  readonly upcasters?: Upcasters;
  /** How often subscriptions look for what another process appended; default 50. */
  readonly pollIntervalMs?: number;
};

const PROBE_INTERVAL_MS = 1_000;
const POLL_INTERVAL_MS = 50;

export const logFile = (place: LogPlace): string =>
  'file' in place ? place.file : join(place.folder, 'log.sqlite');

/**
 * Opens the log as its one writer; makes it, and its folder, where there is none.
 * @throws StoreLocked, NewerFormat, CorruptStore
 */
export function openEmbeddedEventStore(options: EmbeddedOptions): Promise<EmbeddedEventStore> {
  const { clock = Date.now, upcasters = new Upcasters(), probeIntervalMs = PROBE_INTERVAL_MS } = options;
  return attempt(() => {
    const file = logFile(options);
    mkdirSync(dirname(file), { recursive: true });
    const lock = lockForWriting(file);
    try {
      const settings = { clock, upcasters, probeIntervalMs };
      return new EmbeddedEventStore(openForWriting(file), settings, () => lock.release());
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
    if (!existsSync(file))
      throw new StoreMissing(`There is no event log at ${file}. Start the engine on this folder first.`);
    return new EmbeddedReader(openForReading(file), upcasters, pollIntervalMs);
  });
}

const attempt = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()));
