import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import { groupByJourney } from '../group/group';
import { tell, type LogListener } from '../source/listener';
import { Waiting } from '../wait/waiting';
import { Batch } from './batch';
import { Follower } from './follower';
import { Histories } from './histories';
import type { Lane } from './lane';
import type { Retried } from './retry';
import { Turn } from './turn';

export interface FeedOptions {
  readonly log: EventLog;
  readonly listeners: readonly LogListener[];
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
  readonly follower: Follower;
  private lanes: readonly Lane[] = [];
  private types: ReadonlySet<string> = new Set();
  private newest: number | null = null;
  private histories = new Histories();
  private readonly turn = new Turn();

  constructor(private readonly options: FeedOptions) {
    const { log, onFault, retryMs } = options;
    this.follower = new Follower({
      log,
      onFault,
      retryMs,
      after: () => (this.lanes.length === 0 ? this.position : furthestBehind(this.lanes)),
      handle: (events, upTo, after) => this.turn.take(() => this.deliver(events, upTo, after)),
    });
  }

  /** Everything up to here is in the rows of every lane. */
  get position(): Position | undefined {
    return this.waiting.reached;
  }

  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /**
   * Changes the lanes between two batches. The change gets the position that those who wait were told: a lane that comes in
   * must be there, at least.
   */
  change(to: LaneChange): Promise<void> {
    return this.turn.take(async () => {
      this.lanes = await to(this.lanes, this.position);
      this.types = new Set(this.lanes.flatMap(({ folder }) => [...folder.types]));
      this.histories = new Histories(); // those at hand are of the types of before
      for (const { checkpoint } of this.lanes) this.notice(checkpoint?.newestOccurredAt ?? null);
      if (this.position === undefined) this.reach(furthestBehind(this.lanes));
    });
  }

  /** Folds parked subjects of a lane again, between two batches: all of them, or one. */
  retry(laneOf: () => Lane, subject?: string): Promise<Retried> {
    return this.turn.take(() => laneOf().retry(this.options.log, subject));
  }

  private async deliver(
    events: readonly RecordedEvent[],
    upTo: Position,
    after: Position | undefined,
  ): Promise<void> {
    const { log, listeners } = this.options;
    const grouped = groupByJourney(events);
    await tell(listeners, grouped.others);
    const batch = new Batch(log, after, { events, upTo }, grouped, this.types, this.histories);
    this.notice(batch.newestOccurredAt); // first: no row may be ahead of the moment it is asked for
    for (const lane of this.lanes) await lane.apply(batch);
    this.reach(upTo);
  }

  private notice(occurredAt: number | null): void {
    if (occurredAt !== null && (this.newest === null || occurredAt > this.newest)) this.newest = occurredAt;
  }

  private reach(position: Position | undefined): void {
    if (position !== undefined && (this.position === undefined || position > this.position)) {
      this.waiting.reach(position);
    }
  }
}

/** Undefined where a lane has seen nothing yet, or there are none. */
export function furthestBehind(lanes: readonly Lane[]): Position | undefined {
  let behind = lanes[0]?.position;
  for (const { position } of lanes) {
    if (position === undefined) return undefined;
    if (behind !== undefined && position < behind) behind = position;
  }
  return behind;
}
