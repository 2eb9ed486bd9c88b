import { setTimeout as sleep } from 'node:timers/promises';
import { Deferred } from '../deferred';
import { StoreClosed, StoreUnavailable } from '../errors';
import type { EventHandler, Subscription } from '../event-store';
import type { Position } from '../position';
import { Backoff } from './backoff';
import type { Connection } from './connection';
import type { DeliveredEvent } from './delivered-event';
import { EventRate } from './event-rate';
import { Inbox } from './inbox';
import { subscribeRequest, type Start } from './read-request';
import { isTransient } from './server-error';

/** A stretch of the log in bytes; `upTo` is covered. */
export interface Stretch {
  readonly events: readonly DeliveredEvent[];
  readonly upTo: Start;
  readonly end: boolean;
}

export interface Source {
  readonly connection: Connection;
  /** The next stretch behind a place. */
  page(after: Start, stop: AbortSignal): Promise<Stretch>;
  /** What of a live message passes the filter, and the place that it covers. */
  live(response: Buffer): { readonly event: DeliveredEvent | undefined; readonly upTo: number } | undefined;
  position(place: number): Position;
  readonly batchSize: number;
  /** Pause before a broken subscription is made again, the first time. */
  readonly retryDelayMs: number;
}

/**
 * Events a second from which on they are asked for: to be sent each by itself costs the server and us more. Those that the
 * filter leaves out are not counted, as no page would tell when they end.
 */
const BUSY_PER_SECOND = 300;
/** Events a second below which asking costs more. */
const QUIET_PER_SECOND = 150;
/** Between two pages of a busy log. */
const PAGE_INTERVAL_MS = 20;

/**
 * Reads pages to the end of the log, then what comes: each event as the server sends it, or, while many come, in pages again.
 * The client's subscriptions end when the connection does: this one begins again behind what was handled, for as long as it
 * takes.
 */
export class LogSubscription implements Subscription {
  readonly caughtUp: Promise<void>;
  readonly closed: Promise<void>;
  private readonly catchUp = new Deferred();
  private readonly stopping = new AbortController();
  private readonly backoff: Backoff;
  private handling = false;
  /** Everything up to here has been handled. */
  private at: Start | undefined;

  constructor(
    private readonly source: Source,
    private readonly handler: EventHandler,
    startAfter: (stop: AbortSignal) => Promise<Start>,
  ) {
    this.backoff = new Backoff(source.retryDelayMs);
    this.caughtUp = this.catchUp.promise;
    this.closed = this.run(startAfter);
    this.closed.catch((error: unknown) => this.catchUp.reject(error));
    this.caughtUp.catch(() => undefined); // nobody has to look
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.closed.catch(() => undefined);
  }

  private async run(startAfter: (stop: AbortSignal) => Promise<Start>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.at ??= await startAfter(this.stopping.signal);
        await this.readToTheEnd(this.at);
        await this.followUntilBusy();
        await this.readUntilQuiet();
      } catch (error) {
        if (this.handling || !(this.isStopped() || mayPass(error))) throw error;
        await this.backoff.rest(this.stopping.signal);
      }
    }
    this.catchUp.reject(new StoreClosed('The subscription was closed before it had caught up.'));
  }

  /** @returns how many events there were */
  private async readToTheEnd(after: Start): Promise<number> {
    let read = 0;
    for (let page, at = after; page?.end !== true && !this.isStopped(); at = page.upTo) {
      page = await this.source.page(at, this.stopping.signal);
      if (page.upTo !== at) await this.deliver(page.events, page.upTo);
      if (page.end) this.catchUp.resolve();
      read += page.events.length;
    }
    return read;
  }

  private async followUntilBusy(): Promise<void> {
    if (this.isStopped()) return;
    const call = await this.source.connection.read(subscribeRequest(this.at ?? 'start'));
    const inbox = new Inbox(call, this.source.batchSize, this.stopping.signal);
    const rate = new EventRate();
    try {
      for (let news = await inbox.take(); news.length > 0; news = await inbox.take())
        if ((rate.counted(await this.deliverLive(news)) ?? 0) > BUSY_PER_SECOND) return;
      throw new StoreUnavailable('The server ended the subscription.');
    } finally {
      inbox.close(new StoreClosed('The subscription begins again.'));
    }
  }

  private async readUntilQuiet(): Promise<void> {
    const rate = new EventRate();
    let perSecond: number | undefined;
    while (!this.isStopped() && (perSecond ?? Infinity) >= QUIET_PER_SECOND) {
      await sleep(PAGE_INTERVAL_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      perSecond = rate.counted(await this.readToTheEnd(this.at ?? 'start'));
    }
  }

  /** @returns how many events there were */
  private async deliverLive(responses: readonly Buffer[]): Promise<number> {
    const covered = responses.flatMap((response) => this.source.live(response) ?? []);
    const news = covered.filter(({ upTo }) => typeof this.at !== 'number' || upTo > this.at);
    const events = news.flatMap(({ event }) => event ?? []);
    const last = news.at(-1);
    if (last !== undefined) await this.deliver(events, last.upTo);
    return events.length;
  }

  private async deliver(events: readonly DeliveredEvent[], upTo: Start): Promise<void> {
    if (this.isStopped()) return;
    this.handling = true; // what is thrown from here on is the handler's fault, and ends the subscription
    if (typeof upTo === 'number') await this.handler(events, this.source.position(upTo));
    this.handling = false;
    this.at = upTo;
    this.backoff.reset();
  }

  private isStopped(): boolean {
    return this.stopping.signal.aborted;
  }
}

/** Where the server was away. */
const mayPass = (error: unknown): boolean => error instanceof StoreUnavailable || isTransient(error);
