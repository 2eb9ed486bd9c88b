/**
 * Which commands had come before the log was last looked at. On a log that others append to, only they may be answered
 * without recording anything; where nobody else appends, all may.
 */
export class Lookout {
  /** Commands before this one, in the order of arrival, had come when the log was last looked at. */
  private seenUpTo: number;

  constructor(log: 'own' | 'shared') {
    this.seenUpTo = log === 'own' ? Infinity : 0;
  }

  covers(order: number): boolean {
    return order < this.seenUpTo;
  }

  /** Begins a look at the log; when it ends well, the commands that had come by now are covered. */
  begin(arrivals: number): { end(): void } {
    return { end: () => (this.seenUpTo = Math.max(this.seenUpTo, arrivals)) };
  }
}
