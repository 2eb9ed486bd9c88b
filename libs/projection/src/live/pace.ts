import { setTimeout as delay } from 'node:timers/promises';

/** Events of a batch that show, twice in a row, that many more are under way; once may be what a short stall left. */
const busy = 32;
/** Milliseconds that a batch takes which show, twice in a row, that batches are costly here. */
const costlyMs = 4;
/** A fuller batch shows that the log has more already. */
const backlog = 500;
const shortestRestMs = 4;
/** Whoever waits for rows is not to wait for a batch that was held up. */
const longestRestMs = 25;

/**
 * Lets the batches of a busy log grow: reading and committing a batch costs much the same for 64 events as for 250. Where
 * they are costly (a commit to another machine), single events' too, each is followed by a rest as long as itself, up to a
 * bound. Whoever waits for rows waits so much longer at most, and no longer where much is to be caught up with.
 */
export class Pace {
  private isBusy = false;
  private isCostly = false;

  /** Call it after each batch, with what it took. */
  async rest(events: number, tookMs: number, signal: AbortSignal): Promise<void> {
    const { isBusy: wasBusy, isCostly: wasCostly } = this;
    this.isBusy = events >= busy && events < backlog;
    this.isCostly = tookMs >= costlyMs && events < backlog;
    const isCostly = wasCostly && this.isCostly;
    if (!isCostly && !(wasBusy && this.isBusy)) return;
    const restMs = isCostly ? Math.min(tookMs, longestRestMs) : shortestRestMs;
    await delay(restMs, undefined, { signal }).catch(() => undefined); // stopped: no need to rest
  }
}
