import { reasonOf } from '../reason';

/** A fold threw, or its rows do not fit its table. Its message quotes nothing that a customer said; `cause` may. */
export class FoldFailed extends Error {
  /** The event it was given; undefined where making the rows failed. */
  readonly eventId: string | undefined;

  constructor(
    readonly projection: string,
    readonly journeyId: string,
    cause: unknown,
    event?: { readonly id: string; readonly type: string },
  ) {
    const where = event === undefined ? 'making the rows' : `event ${event.id} (${event.type})`;
    super(`${where} of journey ${journeyId}: ${reasonOf(cause)}`, { cause });
    this.eventId = event?.id;
  }

  override get name(): string {
    return 'FoldFailed';
  }
}
