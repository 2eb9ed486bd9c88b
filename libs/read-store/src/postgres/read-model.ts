import type { BuildId } from '../builds';
import type { CellBlock, CellQuery } from '../cells';
import type { Columns, RowOf } from '../columns';
import { BuildUnusable, ReadStoreEmptied } from '../errors';
import type { Parked } from '../parked';
import type { Checkpoint, ReadModel, RowScope, StoredRow } from '../read-model';
import { RowCodec, type EncodedRow } from '../row-codec';
import { readCells } from './cells/read-cells';
import type { Database } from './connection/database';
import type { BuildTables } from './tables/layout';
import type { BuildStatements } from './tables/statements';

/** Merged rows are those from 'customer:' up to, but without, 'customer;': the next character after the colon. */
const conditions: Readonly<Record<RowScope, (tables: BuildTables) => string>> = {
  journeys: () => `(_subject < 'customer:' OR _subject >= 'customer;')`,
  merged: () => `_subject >= 'customer:' AND _subject < 'customer;'`,
  /** Of those of journeys: no other journey belongs to the same customer now. */
  customers: ({ member }) => `NOT EXISTS (
    SELECT FROM ${member} AS own JOIN ${member} AS other ON other.customer = own.customer AND other.is_now
    WHERE own.journey = _subject AND own.is_now AND other.journey <> own.journey)`,
};

/** What was committed last, by whichever node. */
export class PostgresReadModel<Table extends Columns> implements ReadModel<Table> {
  private readonly codec: RowCodec<Table>;

  constructor(
    private readonly id: BuildId,
    private readonly db: Database,
    private readonly statements: BuildStatements,
    table: Table,
    /** Throws once it answers no longer. */
    private readonly expectOpen: () => void,
  ) {
    this.codec = new RowCodec(table);
  }

  checkpoint(): Promise<Checkpoint | undefined> {
    return this.ask(async () => (await this.statements.fence.read(this.db))?.checkpoint);
  }

  subject(key: string): Promise<readonly StoredRow<RowOf<Table>>[]> {
    return this.ask(async () =>
      (await this.statements.rows.of(this.db, [key])).map((row) => this.decode(row)),
    );
  }

  pages(pageSize = 1_000, of: RowScope = 'journeys'): AsyncGenerator<readonly StoredRow<RowOf<Table>>[]> {
    const { rows, tables } = this.statements;
    const text = `SELECT ${rows.columns} FROM ${tables.rows} WHERE ${conditions[of](tables)} ORDER BY _subject, _part`;
    return this.askAll(this.db.batches(text, [], pageSize), (page) =>
      page.map((row) => this.decode(rows.toEncodedRow(row))),
    );
  }

  cells(measures: string | readonly string[], query: CellQuery = {}): AsyncGenerator<CellBlock> {
    const blocks = readCells(this.db, this.statements.tables, [measures].flat(), query);
    return this.askAll(blocks, (block) => block);
  }

  async customerOf(journeyId: string): Promise<string | undefined> {
    return (await this.ask(() => this.statements.members.customersOf(this.db, [journeyId]))).get(journeyId);
  }

  async membersOf(customerId: string): Promise<readonly string[]> {
    const members = await this.ask(() => this.statements.members.membersOf(this.db, [customerId]));
    return members.get(customerId) ?? [];
  }

  everMembersOf(customerId: string): Promise<readonly string[]> {
    return this.ask(() => this.statements.members.everMembersOf(this.db, customerId));
  }

  hasMembers(): Promise<boolean> {
    return this.ask(() => this.statements.members.hasMembers(this.db));
  }

  parkedOf(subject: string): Promise<Parked | undefined> {
    return this.ask(() => this.statements.parked.of(this.db, subject));
  }

  parked({ limit, after }: { limit: number; after?: string | undefined }): Promise<readonly Parked[]> {
    return this.ask(() => this.statements.parked.after(this.db, after ?? '', limit));
  }

  parkedCount(): Promise<number> {
    return this.ask(() => this.statements.parked.total(this.db));
  }

  private decode({ subject, part, values }: EncodedRow): StoredRow<RowOf<Table>> {
    return { subject, part, row: this.codec.decode(values) };
  }

  private async ask<T>(work: () => Promise<T>): Promise<T> {
    this.expectOpen();
    try {
      return await work();
    } catch (error) {
      throw await this.told(error);
    }
  }

  private async *askAll<From, To>(
    batches: AsyncIterable<From>,
    made: (from: From) => To,
  ): AsyncGenerator<To> {
    this.expectOpen();
    try {
      for await (const batch of batches) yield made(batch);
    } catch (error) {
      throw await this.told(error);
    }
  }

  /** Its tables go when it was removed and nobody holds it; else those of the catalogue are gone as well. */
  private async told(error: unknown): Promise<unknown> {
    if (!(error instanceof ReadStoreEmptied)) return error;
    return this.statements.fence.read(this.db).then(
      () => new BuildUnusable(this.id, 'it was removed'),
      (reason: unknown) => reason,
    );
  }
}
