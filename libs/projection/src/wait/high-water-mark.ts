import type { Position } from '@rapport/event-store';
import { furthestBehind } from '../live/feed';
import type { Slot } from '../status/slot';
import { Waiting } from './waiting';

interface Placed {
  readonly position: Position | undefined;
}

/** How far the rows of all projections are, whoever writes them; it never goes back. */
export class HighWaterMark {
  readonly waiting = new Waiting();
  /** About to be answered from. */
  private coming: readonly Placed[] = [];

  constructor(private readonly slots: readonly Slot[]) {}

  /** What those who waited were told. */
  get position(): Position | undefined {
    return this.waiting.reached;
  }

  /** Among the rows of others; null where there is nothing. */
  get newestOccurredAt(): number | null {
    const moments = this.slots.flatMap(({ rows }) => rows?.newestOccurredAt ?? []);
    return moments.length === 0 ? null : Math.max(...moments);
  }

  /** Does work, one at a time, during which nobody is told of more than lanes hold that are about to be answered from. */
  async notPassing(lanes: readonly Placed[], work: () => Promise<void>): Promise<void> {
    this.coming = lanes;
    try {
      await work();
    } finally {
      this.coming = [];
    }
  }

  /**
   * Call it whenever rows moved on or others took their place.
   * @param followed how far the log was followed: what counts while there are no rows at all
   */
  update(followed: Position | undefined): void {
    const there = this.slots.filter(({ rows }) => rows !== undefined);
    const reached = there.length === 0 ? followed : furthestBehind([...there, ...this.coming]);
    if (reached !== undefined && (this.position === undefined || reached > this.position))
      this.waiting.reach(reached);
    for (const slot of this.slots) slot.settle(this.position);
  }
}
