import type { EventHandler, SubscribeOptions, Subscription } from '../event-store';
import type { Upcasters } from '../upcasters';
import type { OpenLog } from './connection';
import type { Query } from './database';
import { TailHeads } from './heads';
import { EmbeddedLog } from './embedded-log';

const dataVersion: Query<[version: number]> = { sql: 'PRAGMA data_version' };

/** The log read beside its writer, from another process. */
export class EmbeddedReader extends EmbeddedLog {
  private timer: NodeJS.Timeout | undefined;
  private version: number | undefined;

  constructor(
    log: OpenLog,
    upcasters: Upcasters,
    private readonly pollIntervalMs: number,
  ) {
    super(log, new TailHeads(log.database), upcasters);
  }

  override subscribe(handler: EventHandler, options?: SubscribeOptions): Subscription {
    this.timer ??= setInterval(() => this.poll(), this.pollIntervalMs);
    return super.subscribe(handler, options);
  }

  /** It writes nothing, and each read says so for itself. */
  protected override foundDamaged(): void {
    return;
  }

  protected override async shutDown(): Promise<void> {
    clearInterval(this.timer);
    await super.shutDown();
  }

  /** Whether another process committed something; what is wrong with the file is found by the reads that this wakes. */
  private poll(): void {
    const version = this.dataVersion();
    if (version === undefined || version !== this.version) this.wake.now();
    this.version = version;
  }

  private dataVersion(): number | undefined {
    try {
      return this.database.get(dataVersion)?.[0];
    } catch {
      return undefined;
    }
  }
}
