import {
  StoreClosed,
  type EventLog,
  type Position,
  type RecordedEvent,
  type Subscription,
} from '@rapport/event-store';
import { setTimeout as delay } from 'node:timers/promises';
import { FoldFailed } from '../fold/fold-failed';
import { groupByJourney } from '../group/group';
import { tell, type LogListener } from '../source/listener';
import { Waiting } from '../wait/waiting';
import { Batch } from './batch';
import type { Lane } from './lane';
import { Turn } from './turn';

export interface FeedOptions {
  readonly log: EventLog;
  readonly listeners: readonly LogListener[];
  /** A lane that stopped, and why; the others go on. */
  readonly onFailed: (lane: Lane, error: FoldFailed) => void;
  /** What broke the feed for a while (a full disk, say); it tries again. */
  readonly onFault: (error: unknown) => void;
  readonly retryMs: number;
}

export type LaneChange = (
  lanes: readonly Lane[],
  position: Position | undefined,
) => readonly Lane[] | Promise<readonly Lane[]>;

/** Takes the log's new events to all lanes, batch by batch, and says how far they are. */
export class Feed {
  readonly waiting = new Waiting();
  private lanes: readonly Lane[] = [];
  private types: ReadonlySet<string> = new Set();
  private newest: number | null = null;
  private readonly turn = new Turn();
  private subscription: Subscription | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private faultMessage: string | undefined;
  private upToDate = false;
  private markCaughtUp: () => void = () => undefined;
  private readonly firstCaughtUp = new Promise<void>((resolve) => (this.markCaughtUp = resolve));

  constructor(private readonly options: FeedOptions) {}

  /** Everything up to here is in the rows of every lane. */
  get position(): Position | undefined {
    return this.waiting.reached;
  }

  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /** What it is held up by at the moment. */
  get fault(): string | undefined {
    return this.faultMessage;
  }

  get caughtUp(): boolean {
    return this.upToDate;
  }

  /** Sets out from where the lane furthest behind stands. */
  start(): void {
    this.running ??= this.run();
  }

  /** Resolves when it has caught up with the log as it was at its start; also when it is stopped before. */
  settled(): Promise<void> {
    return Promise.race([this.firstCaughtUp, this.running ?? Promise.resolve()]);
  }

  /** Resolves when the batch under way is committed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.close();
    await this.running;
  }

  /**
   * Changes the lanes between two batches. The change gets the position that those who wait were told: a lane that comes in
   * must be there, at least.
   */
  change(to: LaneChange): Promise<void> {
    return this.turn.take(async () => {
      this.lanes = await to(this.lanes, this.position);
      this.types = new Set(this.lanes.flatMap(({ folder }) => [...folder.types]));
      for (const { checkpoint } of this.lanes) this.reach(undefined, checkpoint?.newestOccurredAt ?? null);
      if (this.position === undefined) this.reach(furthestBehind(this.lanes), null);
    });
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        this.subscription = this.subscribe();
        await this.subscription.closed;
      } catch (error) {
        if (error instanceof StoreClosed) return;
        await this.pauseAfter(error);
      }
    }
  }

  private subscribe(): Subscription {
    const after =
      furthestBehind(this.lanes) ?? (this.lanes.length === 0 ? this.position : undefined) ?? 'start';
    let at = after === 'start' ? undefined : after;
    const handle = (events: readonly RecordedEvent[], upTo: Position) =>
      this.turn.take(async () => {
        await this.deliver(events, at, upTo);
        at = upTo;
      });
    const subscription = this.options.log.subscribe(handle, { after, detail: 'fold' });
    subscription.caughtUp.then(
      () => {
        this.upToDate = true;
        this.markCaughtUp();
      },
      () => undefined, // `closed` tells the same
    );
    return subscription;
  }

  private async deliver(
    events: readonly RecordedEvent[],
    after: Position | undefined,
    upTo: Position,
  ): Promise<void> {
    const { log, listeners } = this.options;
    const grouped = groupByJourney(events);
    await tell(listeners, grouped.others);
    const batch = new Batch(log, after, { events, upTo }, grouped, this.types);
    for (const lane of this.lanes) await this.applyTo(lane, batch);
    this.faultMessage = undefined;
    this.reach(upTo, batch.newestOccurredAt);
  }

  private async applyTo(lane: Lane, batch: Batch): Promise<void> {
    try {
      await lane.apply(batch);
    } catch (error) {
      if (!(error instanceof FoldFailed)) throw error;
      this.lanes = this.lanes.filter((one) => one !== lane);
      this.options.onFailed(lane, error);
    }
  }

  private reach(position: Position | undefined, occurredAt: number | null): void {
    if (occurredAt !== null && (this.newest === null || occurredAt > this.newest)) this.newest = occurredAt;
    if (position !== undefined && (this.position === undefined || position > this.position))
      this.waiting.reach(position);
  }

  private async pauseAfter(error: unknown): Promise<void> {
    this.faultMessage = error instanceof Error ? error.message : String(error);
    this.upToDate = false;
    this.options.onFault(error);
    await delay(this.options.retryMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Undefined where a lane has seen nothing yet, or there are none. */
function furthestBehind(lanes: readonly Lane[]): Position | undefined {
  let behind = lanes[0]?.position;
  for (const { position } of lanes) {
    if (position === undefined) return undefined;
    if (behind !== undefined && position < behind) behind = position;
  }
  return behind;
}
