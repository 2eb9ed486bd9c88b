import type { Direction, EventFilter } from '../event-store';
import { ForeignPosition } from '../errors';
import { Backoff } from './backoff';
import type { Connection } from './connection';
import { DeliveredEvent, type Decoding, type Detail } from './delivered-event';
import { isOurs } from './our-events';
import { Inbox } from './inbox';
import type { ReadReq } from './protocol';
import { readAllRequest, readStreamRequest, type Start } from './read-request';
import { isTransient, isUnknown, translated } from './server-error';
import { recordIn } from './wire-record';

export interface Scan {
  readonly direction: Direction;
  /** In bytes; the event there is not read. */
  readonly after: Start;
  readonly limit: number;
  readonly filter: EventFilter | undefined;
  readonly detail: Detail;
  /** Aborted when nobody wants it any more. */
  readonly stop?: AbortSignal;
}

export interface Scanned {
  readonly events: DeliveredEvent[];
  readonly end: boolean;
}

const FIRST_PAUSE_MS = 100;

/** How often and how long a read that fails is made again. */
export interface Tries {
  readonly attempts: number;
  /** None begins later than that after the first failure, milliseconds. */
  readonly withinMs: number;
  /** How long one may take that reads a stream or the last event; others may take as long as their log is. Milliseconds. */
  readonly answersWithinMs: number;
}

/** Where connections are refused at once, some five seconds; where each is waited for in vain, some twenty. */
const manyTries: Tries = { attempts: 7, withinMs: 10_000, answersWithinMs: 10_000 };

/** Messages that are kept of a call whose reader is busy. */
const INBOX_MESSAGES = 1_000;

/** Reads of a stretch of the log or of a stream. A read that fails because the server is away is made again, some times. */
export class LogReader {
  constructor(
    private readonly connection: Connection,
    private readonly decoding: Decoding,
    private readonly tries = manyTries,
  ) {}

  /** As many events as were asked for, unless the log ends before. */
  scan(scan: Scan): Promise<Scanned> {
    if (scan.filter?.types?.length === 0) return Promise.resolve({ events: [], end: true });
    return this.retrying(scan.after, () => this.page(scan), scan.stop);
  }

  /** The event that begins at a place; undefined where none of ours does. */
  async at(place: number): Promise<DeliveredEvent | undefined> {
    const request = readAllRequest('forwards', place, 1, undefined);
    try {
      return await this.retrying(place, async () => {
        for await (const [event] of this.read(request, 'full', this.tries.answersWithinMs))
          return event?.place === place ? event : undefined;
        return undefined;
      });
    } catch (error) {
      if (error instanceof ForeignPosition) return undefined;
      throw error;
    }
  }

  /** The server counts what it filtered by one thing; where something is left for us to filter, it is asked again. */
  private async page({ direction, after, limit, filter, detail, stop }: Scan): Promise<Scanned> {
    const events: DeliveredEvent[] = [];
    const withinMs = limit === 1 && filter === undefined ? this.tries.answersWithinMs : undefined;
    for (let from = after; ;) {
      const asked = limit - events.length + 2; // the one at `from`, which we have, and one to see whether more lies behind
      let [given, last] = [0, from]; // of what the server counts
      const request = readAllRequest(direction, from, asked, filter);
      for await (const read of this.read(request, detail, withinMs, stop)) {
        for (const event of read) {
          if (event.place === from || !passes(filter, event)) continue;
          if (events.length === limit) return { events, end: false };
          events.push(event);
        }
        given += read.length;
        last = read.at(-1)?.place ?? last;
      }
      if (given < asked) return { events, end: true };
      from = last;
    }
  }

  /** From a revision on (inclusive); nothing where the stream does not exist. */
  stream(
    stream: string,
    direction: Direction,
    from: number | undefined,
    limit: number,
  ): Promise<DeliveredEvent[]> {
    return this.retrying(undefined, async () => {
      const events: DeliveredEvent[] = [];
      const request = readStreamRequest(stream, direction, from, limit);
      for await (const read of this.read(request, 'full', this.tries.answersWithinMs)) events.push(...read);
      return events;
    });
  }

  /** The last event of ours; undefined where there is none. */
  async newest(stop?: AbortSignal): Promise<DeliveredEvent | undefined> {
    return (await this.scan(newestOfAll(stop))).events[0];
  }

  /** In batches of what has come. */
  private async *read(
    request: ReadReq,
    detail: Detail,
    withinMs?: number,
    stop?: AbortSignal,
  ): AsyncGenerator<DeliveredEvent[]> {
    const inbox = new Inbox(await this.connection.read(request, withinMs), INBOX_MESSAGES, stop);
    try {
      for (let messages = await inbox.take(); messages.length > 0; messages = await inbox.take()) {
        const records = messages.flatMap((message) => recordIn(message) ?? []);
        if (records.length > 0)
          yield records.map((record) => new DeliveredEvent(record, detail, this.decoding));
      }
    } finally {
      inbox.close();
    }
  }

  /**
   * A position at which no record begins is answered as unknown each time, also by a server that can read: one that changes
   * its role answers everything so. Hence such an answer is believed the second time, if the server could read in between and
   * nothing else happened.
   */
  private async retrying<T>(
    after: Start | undefined,
    read: () => Promise<T>,
    stop?: AbortSignal,
  ): Promise<T> {
    const backoff = new Backoff(FIRST_PAUSE_MS);
    let couldRead = false;
    let giveUpAt: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read();
      } catch (error) {
        const isDoubtful = typeof after === 'number' && isUnknown(error);
        if (isDoubtful && couldRead) throw noPlace(after);
        couldRead = isDoubtful && (await this.canRead(stop));
        giveUpAt ??= performance.now() + this.tries.withinMs;
        const isOver = attempt >= this.tries.attempts || performance.now() > giveUpAt;
        if (!isTransient(error) || isOver || stop?.aborted) throw translated(error);
        await backoff.rest(stop);
      }
    }
  }

  /** Whether the server can read at the moment, where it need not find a position. */
  private canRead(stop: AbortSignal | undefined): Promise<boolean> {
    return this.page(newestOfAll(stop)).then(
      () => true,
      () => false,
    );
  }
}

const newestOfAll = (stop: AbortSignal | undefined): Scan => ({
  direction: 'backwards',
  after: 'end',
  limit: 1,
  filter: undefined,
  detail: 'fold',
  ...(stop && { stop }),
});

const noPlace = (place: number): ForeignPosition =>
  new ForeignPosition(`No event of this log begins at ${place}. Use a position that it gave.`);

export const passes = (filter: EventFilter | undefined, { type, stream }: DeliveredEvent): boolean =>
  isOurs(stream, type) &&
  (filter?.types?.includes(type) ?? true) &&
  stream.startsWith(filter?.streamPrefix ?? '');
