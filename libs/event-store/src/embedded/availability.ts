import { CorruptStore, StoreReadOnly } from '../errors';
import type { Health } from '../event-store';
import type { Database, Query } from './database';
import { messageOf, translated } from './sqlite-error';

/** What a probe writes: room for more than a page or two, or a store would be called writable and fail at once again. */
const PROBE_BYTES = 262_144;

const insertFiller: Query = { sql: 'INSERT INTO probe (filler) VALUES (zeroblob(?))' };
const removeFiller: Query = { sql: 'DELETE FROM probe' };

/**
 * Whether the log takes writes. After a failure of the disk it is tried again when somebody asks, not more often than the
 * interval; damage does not pass, so a log known to be damaged takes none until it is opened again.
 */
export class Availability {
  private fault: string | undefined;
  private triedAt = 0;
  private damage: CorruptStore | undefined;

  constructor(
    private readonly database: Database,
    private readonly probeIntervalMs: number,
    private readonly onDamage: (damage: CorruptStore) => void,
  ) {}

  failed(reason: string): void {
    this.fault = reason;
    this.triedAt = performance.now();
  }

  /** Tells of the first damage that was found; what is found later is most likely the same. */
  damaged(damage: CorruptStore): void {
    if (this.damage !== undefined) return;
    this.damage = damage;
    this.onDamage(damage);
  }

  /** What appends are refused with now; undefined where they are taken. */
  refusal(): CorruptStore | StoreReadOnly | undefined {
    const health = this.health();
    return this.damage ?? (health.writable ? undefined : readOnly(health.reason));
  }

  health(): Health {
    if (this.damage !== undefined) return { writable: false, reason: this.damage.message };
    if (this.fault !== undefined && performance.now() - this.triedAt >= this.probeIntervalMs) this.probe();
    return this.fault === undefined ? { writable: true } : { writable: false, reason: this.fault };
  }

  private probe(): void {
    try {
      this.database.run(insertFiller, PROBE_BYTES);
      this.database.run(removeFiller);
      this.fault = undefined;
    } catch (error) {
      this.database.rollback();
      this.failed(messageOf(error));
      const found = translated(error, this.database.file);
      if (found instanceof CorruptStore) this.damaged(found);
    }
  }
}

export const readOnly = (reason: string): StoreReadOnly =>
  new StoreReadOnly(
    `The event log cannot be written: ${reason}. Nothing was stored; free space on its disk and try again.`,
  );
