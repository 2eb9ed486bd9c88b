import {
  CorruptStore,
  reasonOf,
  StoreClosed,
  type EventHandler,
  type EventLog,
  type Position,
  type RecordedEvent,
  type Subscription,
} from '@rapport/event-store';
import { setTimeout as delay } from 'node:timers/promises';
import { Pace } from './pace';

export interface FollowerOptions {
  readonly log: Pick<EventLog, 'subscribe'>;
  /** What of the events is read. */
  readonly detail: 'full' | 'fold';
  /** Asked at each start: where to go on from; undefined: the beginning. */
  readonly after: () => Position | undefined;
  /** Gets the next events, one at least, the position of the last of them and the position before them. */
  readonly handle: (
    events: readonly RecordedEvent[],
    upTo: Position,
    after: Position | undefined,
  ) => Promise<void>;
  readonly onFault: (error: unknown) => void;
  readonly retryMs: number;
}

/** Follows the log, woken by appends; after a fault (of the log or of the handler) it sets out again, unless the log is damaged. */
export class Follower {
  private subscription: Subscription | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private faultMessage: string | undefined;
  private upToDate = false;
  private markCaughtUp: () => void = () => undefined;
  private readonly firstCaughtUp = new Promise<void>((resolve) => (this.markCaughtUp = resolve));

  constructor(private readonly options: FollowerOptions) {}

  /** What it is held up by at the moment. */
  get fault(): string | undefined {
    return this.faultMessage;
  }

  /** Whether it has come to the end of the log since it last set out. */
  get caughtUp(): boolean {
    return this.upToDate;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when it has come to the end of the log for the first time, or is stopped before, or was never started. */
  settled(): Promise<void> {
    return Promise.race([this.firstCaughtUp, this.running ?? Promise.resolve()]);
  }

  /** Resolves when the handler under way is done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.subscription = this.subscribe();
        await this.subscription.closed;
      } catch (error) {
        if (error instanceof StoreClosed) return;
        this.heldUp(error);
        if (error instanceof CorruptStore) return; // trying again would meet the same damage
        await delay(this.options.retryMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private subscribe(): Subscription {
    const { log, detail, handle } = this.options;
    const pace = new Pace();
    let at = this.options.after();
    const handler: EventHandler = async (events) => {
      const upTo = events.at(-1)?.position;
      if (upTo === undefined) return; // a log may hold what is no event of ours; a checkpoint stands at one that is
      const begunAt = performance.now();
      await handle(events, upTo, at);
      at = upTo;
      this.faultMessage = undefined;
      await pace.rest(events.length, performance.now() - begunAt, this.stopping.signal);
    };
    const subscription = log.subscribe(handler, { after: at ?? 'start', detail });
    const reached = () => {
      this.upToDate = true;
      this.faultMessage = undefined;
      this.markCaughtUp();
    };
    subscription.caughtUp.then(reached, () => undefined); // what ends it before is what `closed` rejects with
    return subscription;
  }

  private heldUp(error: unknown): void {
    this.faultMessage = reasonOf(error);
    this.upToDate = false;
    this.options.onFault(error);
  }
}
