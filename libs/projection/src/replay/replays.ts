import type { Millis, Position } from '@rapport/event-store';
import type { Columns, ReadModel } from '@rapport/read-store';
import type { ModelOf } from '../runtime';
import type { TimeTravel } from '../view/asked';

/** A replay that can be asked. */
export interface ReadyReplay extends TimeTravel {
  readonly name: string;
  /** The log up to here was looked at; null in an empty log. */
  readonly position: Position | null;
  /** Among what it holds; null where it holds nothing. */
  readonly newestOccurredAt: Millis | null;
  /** @throws Problem 400 `not-in-replay` for a projection that it was made without */
  model<Table extends Columns>(definition: ModelOf<Table>): ReadModel<Table>;
}

/** Named, expiring copies of read models, as they were or were known at another time. */
export interface Replays {
  /** @throws Problem 404 `replay-not-found`, 503 `replay-building` with progress, `replay-failed` */
  ready(name: string): Promise<ReadyReplay>;
}
