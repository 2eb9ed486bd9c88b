import { checkedCount, checkedRevision } from '../checked';
import type { Direction, EventFilter, ReadStreamOptions } from '../event-store';
import { DEFAULT_PAGE_EVENTS } from '../limits';
import type { Database, Query } from './database';
import type { Heads } from './heads';
import { readChain } from './stream-chain';
import { selectWindow } from './window-query';
import { StoredEvent, type Decoder, type Detail, type EventRow } from './stored-event';

const selectNames: Query<[name: string]> = { sql: 'SELECT name FROM streams' };
const selectEnd: Query<[position: number | null]> = { sql: 'SELECT max(position) FROM events' };

/** Rows looked at in one go for a filter, so that a rare type does not hold up everything else. */
const FILTERED_WINDOW = 5_000;

/** A handler that is slow holds what it was handed: appends may have a megabyte, and windows thousands of them. */
const WINDOW_BYTES = 4 * 1_048_576;

export interface Scan {
  readonly direction: Direction;
  /** Exclusive. */
  readonly after: number;
  readonly limit: number;
  readonly filter: EventFilter | undefined;
  readonly detail: Detail;
}

export interface Scanned {
  readonly events: StoredEvent[];
  /** Everything up to here, in the direction of reading, has been looked at. */
  readonly reached: number;
  readonly end: boolean;
}

/** The log in positions as integers. Synchronous: what it answers was true at one moment. */
export class LogReader {
  constructor(
    private readonly database: Database,
    private readonly decoder: Decoder,
    private readonly heads: Heads,
  ) {}

  /** 0 in an empty log. */
  end(): number {
    return this.database.get(selectEnd)?.[0] ?? 0;
  }

  streamNames(): string[] {
    return this.database.all(selectNames).map(([name]) => name);
  }

  stream(stream: string, options: ReadStreamOptions): StoredEvent[] {
    const { direction = 'forwards', limit = DEFAULT_PAGE_EVENTS } = options;
    checkedCount(limit);
    checkedRevision(options.from);
    const head = this.heads.of(stream);
    if (head === undefined) return [];
    if (direction === 'backwards') {
      const highest = Math.min(options.from ?? head.revision, head.revision);
      return this.decoded(readChain(this.database, head, Math.max(0, highest - limit + 1), highest));
    }
    const lowest = options.from ?? 0;
    return this.decoded(
      readChain(this.database, head, lowest, Math.min(lowest + limit - 1, head.revision)).reverse(),
    );
  }

  /** One window of the log: all events of it that pass the filter, up to the limit, or until they are large together. */
  scan({ direction, after, limit, filter, detail }: Scan): Scanned {
    const forwards = direction === 'forwards';
    const last = forwards ? this.end() : 1;
    const size = filter === undefined ? limit : Math.max(limit, FILTERED_WINDOW);
    const bound = forwards ? Math.min(last, after + size) : Math.max(last, after - size);
    const query = selectWindow(direction, detail, filter);
    let bytes = 0;
    const isFull = (row: EventRow): boolean =>
      (bytes += row[9].length + (row[10]?.length ?? 0)) >= WINDOW_BYTES;
    const rows = this.database.until(
      query,
      isFull,
      ...this.parameters(filter),
      Math.min(after, bound),
      Math.max(after, bound),
      limit,
    );
    const isCut = rows.length === limit || bytes >= WINDOW_BYTES;
    const reached = (isCut ? rows.at(-1)?.[0] : undefined) ?? bound;
    return { events: this.decoded(rows), reached, end: forwards ? reached >= last : reached <= last };
  }

  private parameters(filter: EventFilter | undefined): string[] {
    const parameters: string[] = [];
    if (filter?.types)
      parameters.push(JSON.stringify(filter.types.map((type) => this.decoder.names.typeId(type) ?? 0)));
    if (filter?.streamPrefix !== undefined) parameters.push(filter.streamPrefix);
    return parameters;
  }

  private decoded(rows: EventRow[]): StoredEvent[] {
    return rows.map((row) => new StoredEvent(row, this.decoder));
  }
}
