import type { EventLog, Position, RecordedEvent } from '@rapport/event-store';
import { BuildLost } from '@rapport/read-store';
import { groupByJourney } from '../group/group';
import { tell, type JourneyListener, type LogListener } from '../source/listener';
import { Batch } from './batch';
import { Follower } from './follower';
import { KeptHistories } from './kept-histories';
import type { Lane } from './lane';
import type { Retried } from './retry';
import { Turn } from './turn';

export interface FeedOptions {
  readonly log: EventLog;
  readonly listeners: readonly LogListener[];
  /** Of events that any lane may fold: those are at hand, whichever lanes come and go. */
  readonly types: ReadonlySet<string>;
  readonly onJourneys?: JourneyListener | undefined;
  /** What broke the feed for a while (a full disk, say); it tries again. */
  readonly onFault: (error: unknown) => void;
  /** Rows moved on, or lanes came and went. */
  readonly onMove: () => void;
  /** A lane is out of the feed: another node has taken its build. */
  readonly onLost: (lane: Lane) => void;
  readonly retryMs: number;
}

export type LaneChange = (
  lanes: readonly Lane[],
  position: Position | undefined,
) => readonly Lane[] | Promise<readonly Lane[]>;

/** Takes the log's new events to all lanes, batch by batch. */
export class Feed {
  readonly follower: Follower;
  private lanes: readonly Lane[] = [];
  private reached: Position | undefined;
  private newest: number | null = null;
  private readonly histories = new KeptHistories();
  private readonly turn = new Turn();
  private hasStarted = false;

  constructor(private readonly options: FeedOptions) {
    const { log, onFault, retryMs, onJourneys } = options;
    this.follower = new Follower({
      log,
      detail: onJourneys === undefined ? 'fold' : 'full',
      onFault,
      retryMs,
      after: () => this.reached,
      handle: (events, upTo, after) => this.turn.take(() => this.deliver(events, upTo, after)),
    });
  }

  /** Everything up to here was told to the listeners and is in the rows of every lane. */
  get position(): Position | undefined {
    return this.reached;
  }

  get newestOccurredAt(): number | null {
    return this.newest;
  }

  /** Follows the log from where the lanes are: from an earlier position where the listeners know no more. */
  start(toldUpTo: Position | undefined): void {
    if (this.hasStarted) return;
    this.hasStarted = true;
    const { reached, lanes } = this;
    const isEarlier =
      reached === undefined ? lanes.length === 0 : toldUpTo !== undefined && toldUpTo < reached;
    if (isEarlier) this.reached = toldUpTo;
    this.follower.start();
  }

  /**
   * Changes the lanes between two batches. A lane that comes in must be at the position that the change is given, at least.
   * @param read for lanes that come in: need not be read again
   */
  change(to: LaneChange, read?: KeptHistories): Promise<void> {
    return this.turn.take(async () => {
      this.lanes = await to(this.lanes, this.reached);
      if (read !== undefined) this.histories.takeIn(read);
      for (const { checkpoint } of this.lanes) this.notice(checkpoint?.newestOccurredAt ?? null);
      this.reached ??= furthestBehind(this.lanes);
      this.options.onMove();
    });
  }

  /** Folds parked subjects of a lane again, all of them or one: a few between two batches, the next behind the one after. */
  async retry(laneOf: () => Lane, subject?: string): Promise<Retried> {
    const { log } = this.options;
    let lane = laneOf();
    let steps = lane.retry(log, subject);
    for (let retried = 0; ;) {
      const step = await this.turn.take(() => {
        const now = laneOf();
        if (now !== lane) [lane, steps] = [now, now.retry(log, subject)]; // other rows came into force
        return this.expecting(lane, steps.next());
      });
      if (step.done === true) return { retried, parked: await lane.build.model.parkedCount() };
      retried += step.value;
    }
  }

  private async expecting<T>(lane: Lane, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof BuildLost) this.drop(lane);
      throw error;
    }
  }

  private async deliver(
    events: readonly RecordedEvent[],
    upTo: Position,
    after: Position | undefined,
  ): Promise<void> {
    const { log, listeners, types, onJourneys, onMove } = this.options;
    const grouped = groupByJourney(events);
    await tell(listeners, grouped.others);
    onJourneys?.(grouped.journeys);
    const batch = new Batch(log, after, { events, upTo }, grouped, types, this.histories);
    this.notice(batch.newestOccurredAt); // first: no row may be ahead of the moment it is asked for
    for (const lane of this.lanes) await this.apply(lane, batch);
    this.reached = upTo;
    onMove();
  }

  private async apply(lane: Lane, batch: Batch): Promise<void> {
    try {
      await lane.apply(batch);
    } catch (error) {
      if (!(error instanceof BuildLost)) throw error;
      this.drop(lane);
    }
  }

  private drop(lost: Lane): void {
    this.lanes = this.lanes.filter((lane) => lane !== lost);
    this.options.onLost(lost);
  }

  private notice(occurredAt: number | null): void {
    if (occurredAt !== null && (this.newest === null || occurredAt > this.newest)) this.newest = occurredAt;
  }
}

/** Undefined where a lane has seen nothing yet, or there are none. */
export function furthestBehind(
  lanes: readonly { readonly position: Position | undefined }[],
): Position | undefined {
  let behind = lanes[0]?.position;
  for (const { position } of lanes) {
    if (position === undefined) return undefined;
    if (behind !== undefined && position < behind) behind = position;
  }
  return behind;
}
