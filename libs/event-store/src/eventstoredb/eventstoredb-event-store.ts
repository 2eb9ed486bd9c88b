import { checkOwnStream, checkStream } from '../encoded-event';
import { checkedCount, checkedRevision } from '../checked';
import type { PositionCodec } from '../position-codec';
import type { EncodedEvent } from '../encoded-event';
import { ForeignPosition, InvalidStream, StoreClosed } from '../errors';
import type { RecordedEvent } from '../event';
import type {
  AppendResult,
  EventHandler,
  EventStore,
  ExpectedRevision,
  Health,
  Page,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
  Subscription,
} from '../event-store';
import type { EventToAppend } from '../event';
import { DEFAULT_PAGE_EVENTS } from '../limits';
import type { PackedOptions, PackedReader } from '../packed';
import { packedFromPages } from '../packed-from-pages';
import type { Position } from '../position';
import { readingAhead } from '../read-ahead';
import type { AppendChannel } from './append-channel';
import type { Connection } from './connection';
import type { Decoding } from './delivered-event';
import { encodeForServer } from './encode-append';
import { estimateCount } from './estimate-count';
import { liveSource } from './live-source';
import type { LogReader } from './log-reader';
import type { Moving } from './moving';
import { LogSubscription } from './log-subscription';
import { LOG_STREAM } from './our-events';
import type { Start } from './read-request';
import { describe } from './server-error';

export interface Parts {
  readonly connection: Connection;
  readonly reader: LogReader;
  /** Does not wait long for a leader, who takes appends, where there is none. */
  readonly probe: LogReader;
  readonly appends: AppendChannel;
  readonly logId: string;
  readonly moving: Moving;
  readonly decoding: Decoding;
  readonly retryDelayMs: number;
}

/** The server takes its time to begin a page; more than these cost memory and gain nothing. */
const PACKED_PAGE_EVENTS = 5_000;

/** The log in EventStoreDB. Positions are places in its transaction log, in bytes. */
export class EventStoreDBEventStore implements EventStore {
  readonly exclusive = false;
  readonly logId: string;
  private readonly positions: PositionCodec;
  private readonly subscriptions = new Set<Subscription>();
  private closing: Promise<void> | undefined;

  constructor(private readonly parts: Parts) {
    this.logId = parts.logId;
    this.positions = parts.decoding.positions;
  }

  async append(
    stream: string,
    events: readonly EventToAppend[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    return this.send(stream, encodeForServer(events), expected);
  }

  /** Whether another log is on its way here is for its mover to say. */
  get moving(): Pick<Moving, 'check' | 'begin' | 'end'> {
    return this.parts.moving;
  }

  /** As `append`, of events that another log recorded: they keep the time at which it did. */
  async restore(
    stream: string,
    events: readonly RecordedEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    const recordedAt = events.map((event) => event.recordedAt);
    return this.send(stream, encodeForServer(events, recordedAt), expected);
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    this.checkOpen();
    checkStream(stream);
    const { direction = 'forwards', from, limit = DEFAULT_PAGE_EVENTS } = options;
    checkedCount(limit);
    checkedRevision(from);
    return this.parts.reader.stream(stream, direction, from, limit);
  }

  async readAll(options: ReadAllOptions = {}): Promise<Page> {
    this.checkOpen();
    const { direction = 'forwards', limit = DEFAULT_PAGE_EVENTS, filter, detail = 'full' } = options;
    checkedCount(limit);
    const start = direction === 'forwards' ? 'start' : 'end';
    const after = options.after === undefined ? start : this.positions.decode(options.after);
    // What a filter leaves out moves no event in front of us: the end has to be known from before.
    const head = filter !== undefined && direction === 'forwards' ? await this.headPlace() : undefined;
    const { events, end } = await this.parts.reader.scan({ direction, after, limit, filter, detail });
    const last = events.at(-1)?.place;
    if (last === undefined && options.after !== undefined) await this.checkKnown(options.after);
    const next = this.nextPlace(end, last, head, options);
    return { events, end, ...(next !== undefined && { next: this.positions.encode(next) }) };
  }

  packed(options?: PackedOptions): PackedReader {
    return packedFromPages(readingAhead(this), options, PACKED_PAGE_EVENTS);
  }

  async eventAt(position: Position): Promise<RecordedEvent | undefined> {
    this.checkOpen();
    return this.parts.reader.at(this.positions.decode(position));
  }

  subscribe(handler: EventHandler, options: SubscribeOptions = {}): Subscription {
    const { batchSize = DEFAULT_PAGE_EVENTS } = options;
    checkedCount(batchSize);
    const source = liveSource(this.parts, options, batchSize, (stop) => this.headPlace(stop));
    const subscription = new LogSubscription(source, handler, async (stop) => {
      this.checkOpen();
      return this.startOf(options.after ?? 'start', stop);
    });
    this.subscriptions.add(subscription);
    void subscription.closed.catch(() => undefined).then(() => this.subscriptions.delete(subscription));
    return subscription;
  }

  async head(): Promise<Position | undefined> {
    this.checkOpen();
    const place = await this.headPlace();
    return place === undefined ? undefined : this.positions.encode(place);
  }

  async count(after?: Position): Promise<number> {
    this.checkOpen();
    const place = after === undefined ? 0 : this.positions.decode(after);
    return estimateCount(this.parts.reader, place);
  }

  checkPosition(text: string): Position {
    return this.positions.encode(this.positions.decode(text));
  }

  async health(): Promise<Health> {
    this.checkOpen();
    try {
      await this.parts.probe.newest();
      return { writable: true };
    } catch (error) {
      return { writable: false, reason: describe(error) };
    }
  }

  close(): Promise<void> {
    return (this.closing ??= this.shutDown());
  }

  private async shutDown(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.parts.appends.close();
    await this.parts.connection.close();
  }

  private async send(
    stream: string,
    events: readonly EncodedEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    this.checkOpen();
    checkOwnStream(stream);
    if (stream === LOG_STREAM)
      throw new InvalidStream(`${LOG_STREAM} says what log this is, and nothing else.`);
    const { revision, place } = await this.parts.appends.append({ stream, events, expected });
    if (place !== undefined) return { revision, position: this.positions.encode(place) };
    const [event] = await this.parts.reader.stream(stream, 'forwards', revision, 1);
    if (event === undefined)
      throw new ForeignPosition(`${stream} has no event ${revision}, which was stored.`);
    return { revision, position: event.position };
  }

  private checkOpen(): void {
    if (this.closing !== undefined) throw new StoreClosed('The event store is closed.');
  }

  private async headPlace(stop?: AbortSignal): Promise<number | undefined> {
    return (await this.parts.reader.newest(stop))?.place;
  }

  private async startOf(after: Position | 'start' | 'end', stop: AbortSignal): Promise<Start> {
    if (after === 'start') return 'start';
    if (after === 'end') return (await this.headPlace(stop)) ?? 'start';
    await this.checkKnown(after, stop);
    return this.positions.decode(after);
  }

  /** A position beyond the end is one of a future that this log does not have: the server would skip all up to there. */
  private async checkKnown(position: Position, stop?: AbortSignal): Promise<void> {
    const newest = (await this.headPlace(stop)) ?? 0;
    if (this.positions.decode(position) <= newest) return;
    throw new ForeignPosition(
      `Position ${position} lies beyond the end of this log. Was the log restored from a backup?`,
    );
  }

  private nextPlace(
    end: boolean,
    last: number | undefined,
    head: number | undefined,
    { after, direction = 'forwards' }: ReadAllOptions,
  ): number | undefined {
    if (end && direction === 'forwards' && head !== undefined) return Math.max(head, last ?? 0);
    return last ?? (after === undefined ? undefined : this.positions.decode(after));
  }
}
