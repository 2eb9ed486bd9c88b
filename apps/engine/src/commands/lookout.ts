import type { CellParts } from './cell-parts';
import type { JourneyState } from './journey-state';

/**
 * Whether a state that is held is known to be the newest. Where nobody else appends it is; on a log that others append to,
 * an answer that records nothing is good only if the log was looked at after its command had come.
 */
export class Lookout {
  /** Commands before this one, in the order of arrival, had come when the log was last looked at. */
  private seenUpTo: number;

  constructor(private readonly parts: Pick<CellParts, 'log' | 'store'>) {
    this.seenUpTo = parts.log === 'own' ? Infinity : 0;
  }

  covers(order: number): boolean {
    return order < this.seenUpTo;
  }

  /** Begins a look at the log; when it ends well, the commands that had come by now are covered. */
  begin(arrivals: number): { end(): void } {
    return { end: () => (this.seenUpTo = Math.max(this.seenUpTo, arrivals)) };
  }

  /** Whether the state, all of whose appends are durable, is the newest. Covers the commands that have come by now if it is. */
  async isNewest({ stream, size }: JourneyState, arrivals: number): Promise<boolean> {
    const look = this.begin(arrivals);
    const [later] = await this.parts.store.readStream(stream, { from: size, limit: 1 });
    if (later === undefined) look.end();
    return later === undefined;
  }
}
