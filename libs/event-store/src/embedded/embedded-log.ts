import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EventHandler,
  EventLog,
  Page,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
  Subscription,
} from '../event-store';
import type { RecordedEvent } from '../event';
import { CorruptStore, ForeignPosition, StoreClosed } from '../errors';
import { DEFAULT_PAGE_EVENTS } from '../limits';
import type { Position } from '../position';
import type { Upcasters } from '../upcasters';
import { backup } from './backup';
import type { OpenLog } from './connection';
import type { Database } from './database';
import { checkStream } from '../encoded-event';
import type { Heads } from './heads';
import { checkedCount } from '../checked';
import { LogReader, type Scan, type Scanned } from './log-reader';
import { LogSubscription } from './log-subscription';
import type { PackedOptions, PackedReader } from '../packed';
import { Names } from './names';
import { PackedLog } from './packed-log';
import { PositionCodec } from '../position-codec';
import { translated } from './sqlite-error';
import type { Decoder } from './stored-event';
import { Wake } from './wake';

/** What reads of the log have in common, whether its writer or another process makes them. */
export abstract class EmbeddedLog implements EventLog {
  readonly logId: string;
  protected readonly database: Database;
  protected readonly positions: PositionCodec;
  protected readonly wake = new Wake();
  private readonly reader: LogReader;
  private readonly decoder: Decoder;
  private readonly subscriptions = new Set<Subscription>();
  private closed: Promise<void> | undefined;

  constructor({ database, logId }: OpenLog, heads: Heads, upcasters: Upcasters) {
    this.logId = logId;
    this.database = database;
    this.positions = new PositionCodec(logId);
    this.decoder = { names: new Names(database), positions: this.positions, upcasters };
    this.reader = new LogReader(database, this.decoder, heads);
  }

  readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.answer(() => {
      checkStream(stream);
      return this.reader.stream(stream, options);
    });
  }

  async readAll(options: ReadAllOptions = {}): Promise<Page> {
    const { direction = 'forwards', limit = DEFAULT_PAGE_EVENTS, filter, detail = 'full' } = options;
    checkedCount(limit);
    let after = this.startOf(direction, options.after);
    const events: RecordedEvent[] = [];
    for (;;) {
      const page = this.scan({ direction, after, limit: limit - events.length, filter, detail });
      for (const event of page.events) events.push(event); // spread, a large page would overflow the stack
      after = page.reached;
      if (page.end || events.length >= limit) return this.page(events, after, page.end);
      await nextTurn();
    }
  }

  packed(options: PackedOptions = {}): PackedReader {
    const { database, decoder } = this;
    const source = {
      database,
      decoder,
      end: () => this.reader.end(),
      placeOf: (position: Position) => this.known(position),
      guarded: <T>(work: () => T): T => this.guarded(work),
    };
    return new PackedLog(source, options);
  }

  streamNames(): Promise<readonly string[]> {
    return this.answer(() => this.reader.streamNames());
  }

  eventAt(position: Position): Promise<RecordedEvent | undefined> {
    return this.answer(() => {
      const after = this.positions.decode(position) - 1;
      return this.reader.scan({ direction: 'forwards', after, limit: 1, filter: undefined, detail: 'full' })
        .events[0];
    });
  }

  subscribe(handler: EventHandler, options: SubscribeOptions = {}): Subscription {
    const { batchSize = DEFAULT_PAGE_EVENTS, filter, detail = 'full' } = options;
    checkedCount(batchSize);
    const source = {
      end: () => this.guarded(() => this.reader.end()),
      scan: (after: number) => this.scan({ direction: 'forwards', after, limit: batchSize, filter, detail }),
      wake: this.wake,
      positions: this.positions,
    };
    const subscription = new LogSubscription(source, handler, () =>
      this.startOfSubscription(options.after ?? 'start'),
    );
    this.subscriptions.add(subscription);
    void subscription.closed.catch(() => undefined).then(() => this.subscriptions.delete(subscription));
    return subscription;
  }

  head(): Promise<Position | undefined> {
    return this.answer(() => {
      const end = this.reader.end();
      return end === 0 ? undefined : this.positions.encode(end);
    });
  }

  /** Exact: positions are given without gaps. */
  count(after?: Position): Promise<number> {
    return this.answer(() => this.reader.end() - (after === undefined ? 0 : this.known(after)));
  }

  checkPosition(text: string): Position {
    return this.positions.encode(this.positions.decode(text));
  }

  /** A copy of the log as it is now, made while it is in use. @throws Error where the destination exists */
  backup(destination: string): Promise<void> {
    return backup(this.database.file, destination);
  }

  close(): Promise<void> {
    return (this.closed ??= this.shutDown());
  }

  protected async shutDown(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    this.database.close();
  }

  /** @throws StoreClosed, CorruptStore */
  protected guarded<T>(work: () => T): T {
    if (!this.database.connection.isOpen) throw new StoreClosed('The event store is closed.');
    try {
      return work();
    } catch (error) {
      const found = translated(error, this.database.file);
      if (found instanceof CorruptStore) this.foundDamaged(found);
      throw found;
    }
  }

  /** A read met damage. Others may still be answered from what is sound. */
  protected abstract foundDamaged(damage: CorruptStore): void;

  /** The work's result or error as a promise. */
  protected answer<T>(work: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve) => resolve(this.guarded(work)));
  }

  private scan(scan: Scan): Scanned {
    return this.guarded(() => this.reader.scan(scan));
  }

  private startOf(direction: 'forwards' | 'backwards', after: Position | undefined): number {
    if (after !== undefined) return this.known(after);
    return direction === 'forwards' ? 0 : this.guarded(() => this.reader.end()) + 1;
  }

  private startOfSubscription(after: Position | 'start' | 'end'): number {
    if (after === 'start') return 0;
    return after === 'end' ? this.guarded(() => this.reader.end()) : this.known(after);
  }

  /** A position beyond the end is one of a future that this log does not have: reading on from it would leave events out. */
  private known(position: Position): number {
    const place = this.positions.decode(position);
    if (place <= this.guarded(() => this.reader.end())) return place;
    throw new ForeignPosition(
      `Position ${position} lies beyond the end of this log. Was the log restored from a backup?`,
    );
  }

  private page(events: readonly RecordedEvent[], reached: number, end: boolean): Page {
    const isEmptyLog = this.guarded(() => this.reader.end()) === 0;
    return isEmptyLog ? { events, end } : { events, end, next: this.positions.encode(reached) };
  }
}
