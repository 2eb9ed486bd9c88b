const WINDOW_MS = 100;

/** How fast events come, by the tenth of a second. */
export class EventRate {
  private events = 0;
  private since = performance.now();

  /** Counts some more. @returns events a second since it last told; undefined where that is less than a tenth of a second ago */
  counted(events: number): number | undefined {
    this.events += events;
    const now = performance.now();
    const elapsedMs = now - this.since;
    if (elapsedMs < WINDOW_MS) return undefined;
    const perSecond = (this.events / elapsedMs) * 1_000;
    this.events = 0;
    this.since = now;
    return perSecond;
  }
}
