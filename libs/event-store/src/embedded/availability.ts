import type { Health } from '../event-store';
import type { Database, Query } from './database';
import { messageOf } from './sqlite-error';

/** What a probe writes: room for more than a page or two, or a store would be called writable and fail at once again. */
const PROBE_BYTES = 262_144;

const insertFiller: Query = { sql: 'INSERT INTO probe (filler) VALUES (zeroblob(?))' };
const removeFiller: Query = { sql: 'DELETE FROM probe' };

/** Whether the disk takes writes. After a failure it is tried again when somebody asks, not more often than the interval. */
export class Availability {
  private fault: string | undefined;
  private triedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly probeIntervalMs: number,
  ) {}

  failed(reason: string): void {
    this.fault = reason;
    this.triedAt = performance.now();
  }

  health(): Health {
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
    }
  }
}
