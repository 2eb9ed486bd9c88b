import type { Position } from '@rapport/event-store';
import { ProjectionsPaused, WaitForTimeout } from '../errors';

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

/** Those who wait for a position to be queryable. */
export class Waiting {
  /** Nothing more is reached here: nobody is kept waiting. */
  isPaused = false;
  private reachedPosition: Position | undefined;
  private readonly waiters = new Set<Waiter>();

  get reached(): Position | undefined {
    return this.reachedPosition;
  }

  /** Tells everyone who waited for this position or an earlier one. */
  reach(position: Position): void {
    this.reachedPosition = position;
    for (const waiter of this.waiters) if (waiter.position <= position) waiter.resolve();
  }

  /** @throws WaitForTimeout, ProjectionsPaused */
  until(position: Position, timeoutMs: number): Promise<void> {
    if (this.reachedPosition !== undefined && position <= this.reachedPosition) return Promise.resolve();
    if (this.isPaused) return Promise.reject(new ProjectionsPaused(position, this.reachedPosition));
    return new Promise((resolve, reject) => {
      const waiter = {
        position,
        resolve: () => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        reject(new WaitForTimeout(position, this.reachedPosition, timeoutMs));
      }, timeoutMs);
      this.waiters.add(waiter);
    });
  }
}
