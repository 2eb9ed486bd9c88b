/**
 * Whether a state that is held is known to be the newest. Where nobody else appends it is; on a log that others append to,
 * an answer that records nothing is good only if the log was looked at after its command had come.
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
