import type { Database, Query } from './database';
import type { Head } from './stream-chain';

/**
 * Where the streams end. A row of `streams` may lag behind: bringing it up to date in every append would dirty a page per
 * event. It is exact unless the stream has events behind `log.heads_upto`, which then tell; these are at most some seventeen thousand.
 */
export interface Heads {
  of(stream: string): Head | undefined;
}

const selectHead: Query<[id: number, revision: number, position: number]> = {
  sql: 'SELECT id, head_revision, head_position FROM streams WHERE name = ?',
};
const selectUpTo: Query<[position: number]> = { sql: 'SELECT heads_upto FROM log' };
const selectTail: Query<[id: number, revision: number, position: number]> = {
  sql: 'SELECT stream, revision, position FROM events WHERE position > ? ORDER BY position',
};

export function storedHead(database: Database, stream: string): Head | undefined {
  const row = database.get(selectHead, stream);
  return row && { id: row[0], revision: row[1], position: row[2] };
}

/** Streams without events behind this position have exact rows in `streams`. */
export const headsUpTo = (database: Database): number => database.get(selectUpTo)?.[0] ?? 0;

/** Heads by stream that moved behind a position, in the order of their positions. */
export function movedHeads(database: Database, after: number): Map<number, Head> {
  const heads = new Map<number, Head>();
  for (const [id, revision, position] of database.all(selectTail, after)) {
    heads.delete(id); // to the end
    heads.set(id, { id, revision, position });
  }
  return heads;
}

/** For a process that reads beside the writer: looks at what came since it last looked. */
export class TailHeads implements Heads {
  private upTo = -1;
  private seen = 0;
  private readonly moved = new Map<number, Head>();

  constructor(private readonly database: Database) {}

  of(stream: string): Head | undefined {
    this.follow();
    const stored = storedHead(this.database, stream);
    const moved = stored && this.moved.get(stored.id);
    return moved && moved.position > stored.position ? moved : stored;
  }

  private follow(): void {
    const upTo = headsUpTo(this.database);
    if (upTo > this.upTo) this.rowsTellUpTo(upTo);
    for (const [id, head] of movedHeads(this.database, this.seen)) {
      this.moved.set(id, head);
      this.seen = Math.max(this.seen, head.position);
    }
  }

  private rowsTellUpTo(upTo: number): void {
    this.upTo = upTo;
    this.seen = Math.max(this.seen, upTo);
    for (const { id, position } of this.moved.values()) if (position <= upTo) this.moved.delete(id);
  }
}
