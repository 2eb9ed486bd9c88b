import type { Position } from '@rapport/event-store';
import { furthestBehind } from '../live/feed';
import type { Slot } from '../status/slot';
import { Waiting } from './waiting';

/** How far the rows of all projections are, whoever writes them; it never goes back. */
export class HighWaterMark {
  readonly waiting = new Waiting();

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

  /**
   * Call it whenever rows moved on or others took their place.
   * @param followed how far the log was followed: what counts while there are no rows at all
   */
  update(followed: Position | undefined): void {
    const there = this.slots.filter(({ rows }) => rows !== undefined);
    const reached = there.length === 0 ? followed : furthestBehind(there);
    if (reached !== undefined && (this.position === undefined || reached > this.position))
      this.waiting.reach(reached);
    for (const slot of this.slots) slot.settle(this.position);
  }
}
