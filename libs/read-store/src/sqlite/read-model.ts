import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { RowCodec, EncodedRow } from '../row-codec';
import type { Columns, RowOf } from '../columns';
import type { CellBlock, CellQuery } from '../cells';
import type { Parked } from '../parked';
import type { Checkpoint, ReadModel, StoredRow } from '../read-model';
import { settle } from './settle';
import { readCells } from './cells/read-cells';
import { toEncodedRow } from './row-statements';
import type { BuildStatements } from './statements';

/** Merged rows are those from 'customer:' up to, but without, 'customer;': the next character after the colon. */
const ranges = {
  journeys: "WHERE (_subject < 'customer:' OR _subject >= 'customer;')",
  merged: "WHERE _subject >= 'customer:' AND _subject < 'customer;'",
} as const;

export class SqliteReadModel<Table extends Columns> implements ReadModel<Table> {
  constructor(
    private readonly path: string,
    private readonly codec: RowCodec<Table>,
    /** On the writer's connection: between its transactions it sees what is committed, without a lock or a copy. */
    private readonly statements: BuildStatements,
  ) {}

  checkpoint(): Promise<Checkpoint | undefined> {
    return settle(() => this.statements.checkpoint.read());
  }

  subject(key: string): Promise<readonly StoredRow<RowOf<Table>>[]> {
    return settle(() => this.statements.rows.of(key).map((row) => this.decode(row)));
  }

  /** On a connection of its own, whose open statement holds one snapshot from the first page to the last. */
  async *pages(
    pageSize = 1_000,
    of: 'journeys' | 'merged' = 'journeys',
  ): AsyncGenerator<readonly StoredRow<RowOf<Table>>[]> {
    const db = new DatabaseSync(this.path, { readOnly: true });
    try {
      const columns = ['_subject', '_part', ...this.codec.names.map((name) => `"${name}"`)];
      const statement = db.prepare(
        `SELECT ${columns.join(', ')} FROM rows ${ranges[of]} ORDER BY _subject, _part`,
      );
      statement.setReturnArrays(true);
      for (const page of inPages(statement.iterate(), pageSize, (values) =>
        this.decode(toEncodedRow(values)),
      )) {
        yield page;
        await setImmediate(); // a long scan leaves room for everything else
      }
    } finally {
      db.close();
    }
  }

  cells(measures: string | readonly string[], query: CellQuery = {}): AsyncIterable<CellBlock> {
    return readCells(this.path, [measures].flat(), query);
  }

  customerOf(journeyId: string): Promise<string | undefined> {
    return settle(() => this.statements.members.customerOf(journeyId));
  }

  membersOf(customerId: string): Promise<readonly string[]> {
    return settle(() => this.statements.members.membersOf(customerId));
  }

  everMembersOf(customerId: string): Promise<readonly string[]> {
    return settle(() => this.statements.members.everMembersOf(customerId));
  }

  hasMembers(): Promise<boolean> {
    return settle(() => this.statements.members.hasMembers());
  }

  parkedOf(subject: string): Promise<Parked | undefined> {
    return settle(() => this.statements.parked.of(subject));
  }

  parked({ limit, after }: { limit: number; after?: string | undefined }): Promise<readonly Parked[]> {
    return settle(() => this.statements.parked.after(after ?? '', limit));
  }

  parkedCount(): Promise<number> {
    return settle(() => this.statements.parked.total());
  }

  private decode({ subject, part, values }: EncodedRow): StoredRow<RowOf<Table>> {
    return { subject, part, row: this.codec.decode(values) };
  }
}

function* inPages<T, U>(items: Iterable<T>, pageSize: number, map: (item: T) => U): Generator<U[]> {
  let page: U[] = [];
  for (const item of items) {
    page.push(map(item));
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
