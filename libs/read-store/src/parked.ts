/**
 * A subject whose history a fold could not digest to the end. Its rows are the fold stopped before the event named here,
 * until the fold or the history changes.
 */
export interface Parked {
  readonly subject: string;
  /** The event that was too much; null where no single event is to blame. */
  readonly eventId: string | null;
  readonly eventType: string | null;
  /** The event's place in business order: (occurredAt in milliseconds, journeyId, revision). */
  readonly occurredAt: number;
  readonly journeyId: string;
  readonly revision: number;
  /** What was thrown. May quote a customer: never to be logged. */
  readonly error: string;
}
