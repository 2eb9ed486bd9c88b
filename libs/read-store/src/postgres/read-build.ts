import type { BuildId } from '../builds';
import type { Columns } from '../columns';
import { BuildLost } from '../errors';
import { summedUp } from '../packed-cells/summed-up';
import type { Checkpoint, ReadModel } from '../read-model';
import type { BulkLoad, ReadBuild, RowChanges } from '../read-store';
import type { EncodedRow } from '../row-codec';
import type { Held } from './catalogue/hold';
import { changedChunks } from './cells/change-cells';
import type { Database } from './connection/database';
import type { Runs } from './connection/statement';
import { PostgresBulkLoad } from './load/bulk-load';
import { LoadLine } from './load/load-line';
import { PostgresReadModel } from './read-model';
import { BuildStatements } from './tables/statements';

/** A build as this node holds it. */
export interface HeldBuild<Table extends Columns> extends Held {
  readonly id: BuildId;
  readonly schema: string;
  readonly table: Table;
}

export class PostgresReadBuild<Table extends Columns> implements ReadBuild<Table> {
  readonly id: BuildId;
  readonly model: ReadModel<Table>;
  private readonly statements: BuildStatements;
  private state: Held['state'];
  /** As far as is known. */
  private commits: number;
  /** Of the checkpoint, as far as is known. */
  private position: string | null;
  private loading: LoadLine | undefined;
  private isOpen = true;

  constructor(
    private readonly db: Database,
    private readonly held: HeldBuild<Table>,
    private readonly letGo: () => Promise<void>,
  ) {
    const { id, schema, table, state, commits, position } = held;
    this.id = id;
    this.state = state;
    this.commits = commits;
    this.position = position;
    this.statements = new BuildStatements(schema, id.build, table);
    this.model = new PostgresReadModel(id, db, this.statements, table, () => {
      this.expectOpen();
    });
  }

  async rowsOf(subjects: readonly string[]): Promise<readonly EncodedRow[]> {
    this.expectOpen();
    return this.statements.rows.of(this.db, subjects);
  }

  async customersOf(journeyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    this.expectOpen();
    return this.statements.members.customersOf(this.db, journeyIds);
  }

  async membersOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    this.expectOpen();
    return this.statements.members.membersOf(this.db, customerIds);
  }

  async commit(changes: RowChanges, checkpoint: Checkpoint): Promise<void> {
    this.expectOpen();
    if (this.state !== 'finished') await this.beginWithCommits();
    const isWritten = await this.db.transaction((transaction) =>
      this.write(transaction, changes, checkpoint),
    );
    if (!isWritten) await this.expectCommitted(checkpoint);
    this.commits += 1;
    this.position = checkpoint.position;
  }

  async load(): Promise<BulkLoad> {
    this.expectOpen();
    const { state } = this;
    if (state === 'finished' || this.loading !== undefined)
      throw new Error(`Build ${this.id.build} has been written to: only an empty one is loaded.`);
    const client = await this.db.connect();
    const line = new LoadLine(client, await this.db.watch(client));
    this.loading = line;
    const progress = state === 'empty' ? undefined : state;
    return PostgresBulkLoad.begin(
      line,
      { ...this.held, tables: this.statements.tables },
      progress,
      (ended) => {
        this.loading = undefined;
        this.state = ended.state;
        this.position = ended.position;
      },
    );
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.loading?.end();
    await this.letGo();
  }

  /** False where nothing was written: somebody else has the build, or this was committed before. */
  private async write(transaction: Runs, changes: RowChanges, checkpoint: Checkpoint): Promise<boolean> {
    const { fence, rows, members, parked, chunks } = this.statements;
    const { epoch } = this.held;
    const [isMine, cells] = await Promise.all([
      fence.move(transaction, { epoch, commits: this.commits }, checkpoint),
      changedChunks(transaction, chunks, summedUp(changes.cells ?? [])),
    ]);
    if (!isMine) return false;
    await Promise.all([
      rows.delete(transaction, changes.removals),
      rows.put(transaction, changes.puts),
      chunks.delete(transaction, cells.removed),
      chunks.write(transaction, cells.written),
      members.apply(transaction, changes.members ?? []),
      parked.change(transaction, changes.unparked ?? [], changes.parked ?? []),
    ]);
    return true;
  }

  /**
   * A commit that nobody answered may have come through: asked again, it is there already. It is known by where it moved the
   * position to; one that did not move it cannot be told from another.
   * @throws BuildLost
   */
  private async expectCommitted({ position }: Checkpoint): Promise<void> {
    const found = await this.statements.fence.read(this.db);
    const isNext = found?.epoch === this.held.epoch && found.commits === this.commits + 1;
    if (!isNext || position === this.position || found.checkpoint?.position !== position)
      throw new BuildLost(this.id);
  }

  private async beginWithCommits(): Promise<void> {
    if (this.loading !== undefined || this.state !== 'empty')
      throw new Error(`Build ${this.id.build} is being loaded: it takes commits once that is finished.`);
    await (await this.load()).finish(undefined);
  }

  private expectOpen(): void {
    if (!this.isOpen) throw new Error(`Build ${this.id.build} is closed.`);
  }
}
