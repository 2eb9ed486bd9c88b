import { EventStoreError, StoreUnavailable } from '../errors';
import type { Query } from './database';
import type { PackedSource } from './packed-source';
import { corrupt, messageOf } from './sqlite-error';

/** How one column is read: of one event by its position, and of all in a window, in order. */
export interface LateQueries<T> {
  readonly one: Query<[value: T]>;
  readonly all: Query<[value: T]>;
}

const queriesOf = <T>(expression: string): LateQueries<T> => ({
  one: { sql: `SELECT ${expression} FROM events WHERE position = ?` },
  all: { sql: `SELECT ${expression} FROM events WHERE position > ? AND position <= ? ORDER BY position` },
});

export const lateIds = queriesOf<string>('hex(id)');
export const lateRecordedAt = queriesOf<number>('recorded_at');

/** Looking one up takes as long as reading some twenty in a row, and most windows have few that are asked for. */
const manyAsked = 100;

/** A column of a window of the log that is read for the events that are asked for it; for all of them once many were. */
export class LateColumn<T> {
  private asked = 0;
  private values: readonly (readonly [value: T])[] | undefined;

  constructor(
    private readonly source: PackedSource,
    private readonly queries: LateQueries<T>,
    /** Positions; the first exclusive. */
    private readonly window: { readonly after: number; readonly upTo: number },
  ) {}

  /** @throws EventStoreError */
  at(position: number): T {
    return readLate(this.source, () => this.read(position));
  }

  private read(position: number): T {
    const { database } = this.source;
    const { after, upTo } = this.window;
    this.asked += 1;
    if (this.asked > manyAsked) this.values ??= database.all(this.queries.all, after, upTo);
    const row = this.values?.[position - after - 1] ?? database.get(this.queries.one, position);
    if (row === undefined) throw corrupt(database.file, `there is no event at ${position}`);
    return row[0];
  }
}

/** @throws EventStoreError whatever happens, so that no fold that asks is blamed */
export function readLate<T>(source: PackedSource, read: () => T): T {
  try {
    return source.guarded(read);
  } catch (error) {
    if (error instanceof EventStoreError) throw error;
    throw new StoreUnavailable(`The event log cannot be read: ${messageOf(error)}.`);
  }
}
