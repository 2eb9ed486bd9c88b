import { setTimeout as delay } from 'node:timers/promises';

/** Events of a batch that show, twice in a row, that many more are under way; once may be what a short stall left. */
const busy = 32;
/** A fuller batch shows that the log has more already. */
const backlog = 500;
const restMs = 4;

/**
 * Lets the batches of a busy log grow: reading and committing a batch costs much the same for 64 events as for 250. Whoever
 * waits for rows waits so much longer at most, and no longer where little happens or much is to be caught up with.
 */
export class Pace {
  private isBusy = false;

  /** Call it after each batch. */
  async rest(events: number, signal: AbortSignal): Promise<void> {
    const wasBusy = this.isBusy;
    this.isBusy = events >= busy && events < backlog;
    if (wasBusy && this.isBusy) await delay(restMs, undefined, { signal }).catch(() => undefined); // stopped: no need to rest
  }
}
