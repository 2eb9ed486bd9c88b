import type { Upcasters } from '../upcasters';
import type { OpenLog } from './connection';
import type { Query } from './database';
import { TailHeads } from './heads';
import { EmbeddedLog } from './embedded-log';

const dataVersion: Query<[version: number]> = { sql: 'PRAGMA data_version' };

/** The log read beside its writer, from another process. */
export class EmbeddedReader extends EmbeddedLog {
  private readonly timer: NodeJS.Timeout;
  private version: number | undefined;

  constructor(log: OpenLog, upcasters: Upcasters, pollIntervalMs: number) {
    super(log, new TailHeads(log.database), upcasters);
    this.timer = setInterval(() => this.poll(), pollIntervalMs);
    this.timer.unref();
  }

  override async close(): Promise<void> {
    clearInterval(this.timer);
    await super.close();
  }

  private poll(): void {
    const version = this.guarded(() => this.database.get(dataVersion)?.[0]);
    if (version !== this.version) this.wake.now();
    this.version = version;
  }
}
