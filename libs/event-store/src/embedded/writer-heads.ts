import { BoundedMap } from './bounded-map';
import type { Database, Query } from './database';
import { headsUpTo, movedHeads, storedHead, type Heads } from './heads';
import type { Head } from './stream-chain';

/**
 * How many events the rows in `streams` may lag behind; after a crash each of these has to be read again, some 10 ms in all.
 * A stream that gets its next event within them needs no new row meanwhile, so that a busy one hardly ever does.
 */
const LAG_EVENTS = 16_384;
/** How many more there may be, so that rows are not touched in every transaction. */
const STEP_EVENTS = 1_024;
const HEADS_KEPT = 100_000;

const insertStream: Query = {
  sql: 'INSERT INTO streams (id, name, head_revision, head_position) VALUES (?, ?, ?, ?)',
};
/** A head only ever moves on. */
const moveHead: Query = {
  sql: 'UPDATE streams SET head_revision = ?1, head_position = ?2 WHERE id = ?3 AND head_revision <= ?1 AND head_position <= ?2',
};
const moveUpTo: Query = { sql: 'UPDATE log SET heads_upto = ?' };

/** The writer's own: it saw every append since it opened the log. */
export class WriterHeads implements Heads {
  private readonly known = new BoundedMap<string, Head>(HEADS_KEPT);
  /** Ahead of their rows, in the order of their positions. */
  private moved = new Map<number, Head>();
  private upTo = 0;

  constructor(private readonly database: Database) {
    this.reload();
  }

  reload(): void {
    this.upTo = headsUpTo(this.database);
    this.moved = movedHeads(this.database, this.upTo);
    this.known.clear();
  }

  of(stream: string): Head | undefined {
    const known = this.known.get(stream);
    if (known !== undefined) return known;
    const stored = storedHead(this.database, stream);
    return stored && (this.moved.get(stored.id) ?? stored);
  }

  create(stream: string, head: Head): void {
    this.database.run(insertStream, head.id, stream, head.revision, head.position);
  }

  /**
   * Brings rows up to date, now and then, within a transaction that has not moved any head yet.
   * @param end position of the newest event that is durable
   */
  settle(end: number): void {
    if (end - this.upTo >= LAG_EVENTS + STEP_EVENTS) this.settleUpTo(end - LAG_EVENTS);
  }

  settleUpTo(upTo: number): void {
    if (upTo === this.upTo) return;
    for (const head of this.moved.values()) {
      if (head.position > upTo) break;
      this.move(head);
      this.moved.delete(head.id);
    }
    this.database.run(moveUpTo, upTo);
    this.upTo = upTo;
  }

  /** To be called when the transaction is durable; after one that failed: `reload`. */
  committed(staged: ReadonlyMap<string, Head>): void {
    for (const [stream, head] of staged) {
      this.known.set(stream, head);
      this.moved.delete(head.id); // to the end
      this.moved.set(head.id, head);
    }
  }

  private move({ id, revision, position }: Head): void {
    if (this.database.run(moveHead, revision, position, id) !== 1)
      throw new Error(`The head of stream ${id} moved back.`);
  }
}
