import { Upcasters } from '../../upcasters';
import { openForWriting } from '../connection';
import type { Database } from '../database';
import { EmbeddedEventStore } from '../embedded-event-store';

export interface RawStore {
  readonly store: EmbeddedEventStore;
  /** The connection that the store writes on. */
  readonly database: Database;
}

/** A store whose connection the spec may meddle with, to bring about faults. Without the writer's lock. */
export function openRaw(file: string): RawStore {
  const log = openForWriting(file);
  const settings = {
    clock: Date.now,
    upcasters: new Upcasters(),
    probeIntervalMs: 0,
    onDamage: () => undefined,
  };
  return { store: new EmbeddedEventStore(log, settings, () => undefined), database: log.database };
}
