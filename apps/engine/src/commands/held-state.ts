import type { RecordedEvent } from '@rapport/event-store';
import { isUnreadable } from '../journeys/read-journey';
import type { CellParts } from './cell-parts';
import { Heard } from './heard';
import { JourneyState } from './journey-state';
import { Lookout } from './lookout';

/**
 * The state that a cell holds, and how it comes by a newer one. Where nobody else appends it is read once, and again after a
 * failed append. Where others do, it keeps its events: what failed is taken back, and what others recorded is folded on,
 * as it was heard or as it is read behind the state.
 */
export class HeldState {
  private state: JourneyState | undefined;
  /** The size of the state whose append failed, so that the log is thought to have more; undefined where that is settled. */
  private failedAt: number | undefined;
  private readonly heard = new Heard();
  private readonly lookout: Lookout;
  private keepEvents: boolean;

  constructor(
    private readonly journeyId: string,
    private readonly parts: CellParts,
  ) {
    this.lookout = new Lookout(parts.log);
    this.keepEvents = parts.log === 'shared';
  }

  /** Undefined where it has to be read. */
  get current(): JourneyState | undefined {
    return this.failedAt === undefined ? this.state : undefined;
  }

  /** In events. */
  get size(): number {
    return (this.state?.size ?? 0) + this.heard.size;
  }

  /** Whether the log was looked at after that many commands had come. */
  covers(order: number): boolean {
    return this.lookout.covers(order);
  }

  /** @param events that others may have recorded, in order */
  hear(events: readonly RecordedEvent[]): void {
    this.heard.add(events, this.state?.durableSize ?? 0);
  }

  /**
   * Goes on with what was heard, or begins with it. Call it when no append is under way.
   * @param isEnough to try again after an append that failed
   */
  takeHeard(isEnough: boolean): void {
    const heard = this.heard.take(this.state?.size ?? 0);
    if (heard.length === 0) return;
    try {
      this.state ??= JourneyState.empty(this.journeyId, this.parts.policies);
      this.state.goOnWith(heard);
      if (isEnough) this.failedAt = undefined;
    } catch {
      this.state = undefined; // reading the whole journey says what is wrong
    }
  }

  /** It may have been left half way: it is not to be trusted. */
  drop(): void {
    this.state = undefined;
  }

  /** A late command needs all events of the journey. Once one was late, others may well be. */
  needEvents(): void {
    this.keepEvents = true;
    this.drop();
  }

  /** An append that it saw failed, and none is under way any more. */
  takeBack(): void {
    if (this.parts.log === 'own') this.drop();
    else this.state?.takeBack();
    this.failedAt = this.state?.size ?? 0;
  }

  /**
   * Makes it what the log has now.
   * @param arrivals how many commands had come before: what is refused to them is refused on a state that was the newest
   * @throws Problem `journey-unreadable`
   */
  async read(arrivals: number): Promise<void> {
    const look = this.lookout.begin(arrivals);
    if (!(await this.caughtUp())) {
      this.drop();
      this.state = await this.whole();
    }
    this.failedAt = undefined;
    look.end();
  }

  /** Where the log is said to have more and has not, the state is none of this log's. */
  private async caughtUp(): Promise<boolean> {
    try {
      if (this.state === undefined) return false;
      await this.state.catchUp(this.parts.store);
      return this.failedAt === undefined || this.state.size > this.failedAt;
    } catch (error) {
      if (isUnreadable(error)) return false;
      throw error;
    }
  }

  private async whole(): Promise<JourneyState> {
    const { store, policies, log, refreshPolicies } = this.parts;
    const read = () => JourneyState.read(this.journeyId, store, policies, this.keepEvents);
    if (log === 'own') return read();
    // Another engine may have decided under a policy that this one has not heard of.
    return read().catch((error: unknown) => {
      if (!isUnreadable(error)) throw error;
      return refreshPolicies().then(read);
    });
  }
}
