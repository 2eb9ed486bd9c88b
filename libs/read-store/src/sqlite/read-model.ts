import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { RowCodec, EncodedRow } from '../cells';
import type { Columns, RowOf } from '../columns';
import type { Checkpoint, ReadModel, StoredRow } from '../read-model';
import { settle } from './settle';
import { toEncodedRow, type RowStatements } from './statements';

export class SqliteReadModel<Table extends Columns> implements ReadModel<Table> {
  constructor(
    private readonly path: string,
    private readonly codec: RowCodec<Table>,
    /** On the writer's connection: between its transactions it sees what is committed, without a lock or a copy. */
    private readonly statements: RowStatements,
  ) {}

  checkpoint(): Promise<Checkpoint | undefined> {
    return settle(() => this.statements.checkpoint());
  }

  journey(journeyId: string): Promise<readonly StoredRow<RowOf<Table>>[]> {
    return settle(() => this.statements.rowsOf(journeyId).map((row) => this.decode(row)));
  }

  /** On a connection of its own, whose open statement holds one snapshot from the first page to the last. */
  async *pages(pageSize = 1_000): AsyncGenerator<readonly StoredRow<RowOf<Table>>[]> {
    const db = new DatabaseSync(this.path, { readOnly: true });
    try {
      const columns = ['_journey', '_part', ...this.codec.names.map((name) => `"${name}"`)];
      const statement = db.prepare(`SELECT ${columns.join(', ')} FROM rows ORDER BY _journey, _part`);
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

  private decode({ journeyId, part, cells }: EncodedRow): StoredRow<RowOf<Table>> {
    return { journeyId, part, row: this.codec.decode(cells) };
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
