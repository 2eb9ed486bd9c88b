import type { AppendResult, EventStore, ExpectedRevision, Health } from '../event-store';
import type { EventToAppend } from '../event';
import { StoreClosed, type CorruptStore } from '../errors';
import type { Upcasters } from '../upcasters';
import { Availability } from './availability';
import type { Append } from './batch';
import { Committer } from './committer';
import type { OpenLog } from './connection';
import { EmbeddedLog } from './embedded-log';
import { checkOwnStream, encodeAppend } from '../encoded-event';
import { GroupCommit } from './group-commit';
import { Ledger } from './ledger';
import { WalReserve } from './wal-reserve';
import { WriterHeads } from './writer-heads';

export interface WriterSettings {
  readonly clock: () => number;
  readonly upcasters: Upcasters;
  readonly probeIntervalMs: number;
  /** Called once, when damage is met for the first time. */
  readonly onDamage: (damage: CorruptStore) => void;
}

/** The log's one writer. */
export class EmbeddedEventStore extends EmbeddedLog implements EventStore {
  readonly exclusive = true;
  private readonly availability: Availability;
  private readonly committer: Committer;
  private readonly appends: GroupCommit;
  private readonly reserve: WalReserve;
  private isClosing = false;

  constructor(
    log: OpenLog,
    settings: WriterSettings,
    private readonly released: () => void,
  ) {
    const heads = new WriterHeads(log.database);
    super(log, heads, settings.upcasters);
    this.availability = new Availability(this.database, settings.probeIntervalMs, settings.onDamage);
    this.reserve = new WalReserve(this.database.file);
    const ledger = new Ledger(this.database);
    this.committer = new Committer(
      this.database,
      ledger,
      heads,
      this.positions,
      this.availability,
      settings.clock,
    );
    this.appends = new GroupCommit(
      (appends) => this.committer.commit(appends),
      () => this.committed(),
    );
  }

  append(
    stream: string,
    events: readonly EventToAppend[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    try {
      return this.appends.enqueue(this.checked(stream, events, expected));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private committed(): void {
    this.reserve.keep();
    this.wake.now();
  }

  private checked(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Append {
    if (this.isClosing) throw new StoreClosed('The event store is closed.');
    checkOwnStream(stream);
    return { stream, events: encodeAppend(events), expected };
  }

  health(): Promise<Health> {
    return this.answer(() => this.availability.health());
  }

  protected override foundDamaged(damage: CorruptStore): void {
    this.availability.damaged(damage);
  }

  protected override async shutDown(): Promise<void> {
    this.isClosing = true;
    this.appends.flush();
    this.committer.settle();
    this.reserve.close();
    try {
      await super.shutDown();
    } finally {
      this.released();
    }
  }
}
