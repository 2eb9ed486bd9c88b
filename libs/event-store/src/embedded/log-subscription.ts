import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventHandler, Subscription } from '../event-store';
import { StoreClosed } from '../errors';
import { Deferred } from '../deferred';
import type { PositionCodec } from '../position-codec';
import type { Scanned } from './log-reader';
import type { Wake } from './wake';

export interface Source {
  /** The position of the newest event, 0 in an empty log. */
  end(): number;
  /** The next stretch of the log behind a position. */
  scan(after: number): Scanned;
  readonly wake: Wake;
  readonly positions: PositionCodec;
}

/** Reads on from a position, hands over, waits for the handler, and at the end of the log for the next append. */
export class LogSubscription implements Subscription {
  readonly caughtUp: Promise<void>;
  readonly closed: Promise<void>;
  private readonly catchUp = new Deferred();
  private stopped = false;

  constructor(
    private readonly source: Source,
    private readonly handler: EventHandler,
    /** The position to read on from; what it throws rejects `closed` like any other fault. */
    startAfter: () => number,
  ) {
    this.caughtUp = this.catchUp.promise;
    this.closed = this.run(startAfter);
    this.closed.catch((error: unknown) => this.catchUp.reject(error));
    this.caughtUp.catch(() => undefined); // nobody has to look
  }

  async close(): Promise<void> {
    this.stopped = true;
    this.source.wake.now();
    await this.closed.catch(() => undefined);
  }

  private async run(startAfter: () => number): Promise<void> {
    let after = startAfter();
    const goal = this.source.end();
    await Promise.resolve(); // the handler may speak of the subscription: let its maker have it first
    for (;;) {
      if (after >= goal) this.catchUp.resolve();
      if (this.isStopped()) break;
      const seen = this.source.wake.count; // before the read: an append in between is not missed
      const page = this.source.scan(after);
      if (page.reached === after) await this.source.wake.after(seen);
      else await this.deliver(page);
      after = page.reached;
    }
    this.catchUp.reject(new StoreClosed('The subscription was closed before it had caught up.'));
  }

  private async deliver({ events, reached }: Scanned): Promise<void> {
    await this.handler(events, this.source.positions.encode(reached));
    await nextTurn();
  }

  private isStopped(): boolean {
    return this.stopped;
  }
}
