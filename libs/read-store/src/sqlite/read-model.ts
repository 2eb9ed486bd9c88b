import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { RowCodec, EncodedRow } from '../row-codec';
import type { Columns, RowOf } from '../columns';
import type { CellBlock, CellQuery } from '../cells';
import type { Parked } from '../parked';
import type { Checkpoint, ReadModel, RowScope, StoredRow } from '../read-model';
import { customerPrefix } from '../subject';
import { notMerged } from './member-statements';
import { settle } from './settle';
import { readCells } from './cells/read-cells';
import type { RowAsArray } from './row-statements';
import type { BuildStatements } from './statements';

interface Range {
  /** Before its first subject. */
  readonly after: string;
  readonly condition: string;
}

/** Merged rows are those from 'customer:' up to, but without, 'customer;': the next character after the colon. */
const ranges: Readonly<Record<RowScope, Range>> = {
  journeys: { after: '', condition: "(_subject < 'customer:' OR _subject >= 'customer;')" },
  merged: { after: customerPrefix, condition: "_subject < 'customer;'" },
  customers: { after: '', condition: notMerged },
};

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

  /** On a connection of its own, whose transaction holds one snapshot from the first page to the last. */
  async *pages(
    pageSize = 1_000,
    of: RowScope = 'journeys',
  ): AsyncGenerator<readonly StoredRow<RowOf<Table>>[]> {
    const db = new DatabaseSync(this.path, { readOnly: true });
    try {
      db.exec('BEGIN');
      for (const rows of keyedPages(db, this.codec.names, ranges[of], pageSize)) {
        yield rows.map((row) => this.toStoredRow(row));
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

  private toStoredRow(row: RowAsArray): StoredRow<RowOf<Table>> {
    return { subject: row[0], part: row[1], row: this.codec.decode(row, 2) };
  }
}

/** Each page found by the key of the last row before it: faster than one statement that is stepped through row by row. */
function* keyedPages(
  db: DatabaseSync,
  names: readonly string[],
  { after, condition }: Range,
  pageSize: number,
): Generator<RowAsArray[]> {
  const columns = ['_subject', '_part', ...names.map((name) => `"${name}"`)];
  const statement = db.prepare(
    `SELECT ${columns.join(', ')} FROM rows WHERE (_subject, _part) > (?, ?) AND ${condition}
     ORDER BY _subject, _part LIMIT ?`,
  );
  statement.setReturnArrays(true);
  let last: RowAsArray | undefined;
  do {
    const rows = statement.all(last?.[0] ?? after, last?.[1] ?? '', pageSize) as unknown as RowAsArray[];
    if (rows.length > 0) yield rows;
    last = rows.length < pageSize ? undefined : rows.at(-1);
  } while (last !== undefined);
}
