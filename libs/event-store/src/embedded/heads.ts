import type { Database, Query } from './database';
import type { Head } from './stream-chain';

/**
 * Where the streams end. A row of `streams` may lag behind: bringing it up to date in every append would dirty a page per
 * event. What moved since is told by the events behind `log.heads_upto`, at most some thousand.
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

/** Up to here the rows in `streams` are exact. */
export const headsUpTo = (database: Database): number => database.get(selectUpTo)?.[0] ?? 0;

/** Heads by stream that moved behind a position. */
export function movedHeads(database: Database, after: number): Map<number, Head> {
  return new Map(
    database.all(selectTail, after).map(([id, revision, position]) => [id, { id, revision, position }]),
  );
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
    if (upTo !== this.upTo) {
      this.upTo = upTo;
      this.seen = upTo;
      this.moved.clear();
    }
    for (const [id, head] of movedHeads(this.database, this.seen)) {
      this.moved.set(id, head);
      this.seen = Math.max(this.seen, head.position);
    }
  }
}
