import type { AppendResult, ExpectedRevision } from '../event-store';
import { WrongExpectedRevision } from '../errors';
import type { Database, Query } from './database';
import type { EncodedEvent } from '../encoded-event';
import type { PositionCodec } from '../position-codec';
import { ANCHOR_EVERY } from './schema';
import { readChain, type Head } from './stream-chain';
import type { Ledger } from './ledger';
import type { WriterHeads } from './writer-heads';

export interface Append {
  readonly stream: string;
  readonly events: readonly EncodedEvent[];
  readonly expected: ExpectedRevision;
}

export type Outcome = { readonly result: AppendResult } | { readonly error: unknown };

const insertEvent: Query = {
  sql: `INSERT INTO events
    (position, stream, revision, prev, type, schema_version, policy_version, occurred_at, recorded_at, id, data, metadata)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, unhex(?, '-'), ?, ?)`,
};
const insertAnchor: Query = { sql: 'INSERT INTO anchors (stream, revision, position) VALUES (?, ?, ?)' };
/** Appends judged one by one within one transaction: a conflict of one stores nothing of it and leaves the others alone. */
export class Batch {
  private readonly staged = new Map<string, Head>();
  private readonly created = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly heads: WriterHeads,
    private readonly positions: PositionCodec,
    private readonly recordedAt: number,
  ) {}

  stage({ stream, events, expected }: Append): Outcome {
    const head = this.staged.get(stream) ?? this.heads.of(stream);
    if (agrees(expected, head)) return { result: this.insert(stream, events, head) };
    const first = this.earlier(events, expected, head);
    return first ? { result: first } : { error: new WrongExpectedRevision(stream, expected, head?.revision) };
  }

  /** Gives the new streams their rows; once a batch, however many appends a stream had. */
  createStreams(): void {
    for (const stream of this.created) {
      const head = this.staged.get(stream);
      if (head !== undefined) this.heads.create(stream, head);
    }
  }

  /** To be called when the transaction is durable. */
  committed(): void {
    this.heads.committed(this.staged);
    this.ledger.recordedAt = this.recordedAt;
  }

  private insert(stream: string, events: readonly EncodedEvent[], head: Head | undefined): AppendResult {
    const id = head?.id ?? this.ledger.nextStream();
    let revision = head?.revision ?? -1;
    let prev = head?.position ?? 0;
    for (const event of events) {
      const position = this.ledger.nextPosition();
      revision += 1;
      this.insertEvent(event, { id, revision, position }, prev);
      prev = position;
    }
    this.staged.set(stream, { id, revision, position: prev });
    if (head === undefined) this.created.add(stream);
    return { revision, position: this.positions.encode(prev), recordedAt: this.recordedAt };
  }

  private insertEvent(event: EncodedEvent, { id, revision, position }: Head, prev: number): void {
    const { schemaVersion, policyVersion, occurredAt, data, metadata } = event;
    const type = this.ledger.typeId(event.type);
    // prettier-ignore
    this.database.run(insertEvent, position, id, revision, prev, type, schemaVersion, policyVersion, occurredAt, this.recordedAt, event.id, data, metadata);
    if ((revision + 1) % ANCHOR_EVERY === 0) this.database.run(insertAnchor, id, revision, position);
  }

  /** The answer to the same append when it was made before; undefined where it was not, or only in part. */
  private earlier(
    events: readonly EncodedEvent[],
    expected: ExpectedRevision,
    head: Head | undefined,
  ): AppendResult | undefined {
    if (head === undefined || expected === 'any' || expected === 'exists') return undefined;
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const last = first + events.length - 1;
    if (last > head.revision) return undefined;
    const newestFirst = readChain(this.database, head, first, last);
    const same = events.every((event, index) => newestFirst.at(-1 - index)?.[8] === hex(event.id));
    const row = newestFirst[0];
    return same && row
      ? { revision: last, position: this.positions.encode(row[0]), recordedAt: row[7] }
      : undefined;
  }
}

const hex = (uuid: string): string => uuid.replaceAll('-', '').toUpperCase();

function agrees(expected: ExpectedRevision, head: Head | undefined): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'exists':
      return head !== undefined;
    case 'no-stream':
      return head === undefined;
    default:
      return head?.revision === expected;
  }
}
