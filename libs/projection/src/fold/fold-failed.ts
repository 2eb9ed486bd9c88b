/** A fold threw, or its rows do not fit its table. */
export class FoldFailed extends Error {
  /** The event it was given; undefined where making the rows failed. */
  readonly eventId: string | undefined;

  constructor(
    readonly projection: string,
    readonly journeyId: string,
    cause: unknown,
    event?: { readonly id: string; readonly type: string },
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const where = event === undefined ? 'making the rows' : `event ${event.id} (${event.type})`;
    super(`${where} of journey ${journeyId}: ${reason}`, { cause });
    this.eventId = event?.id;
  }

  override get name(): string {
    return 'FoldFailed';
  }
}
