import type { LoadProgress } from '../../builds';
import type { MembershipChange } from '../../membership';
import type { Parked } from '../../parked';
import type { Checkpoint } from '../../read-model';
import type { BulkLoad, LoadBatch } from '../../read-store';
import type { Held } from '../catalogue/hold';
import { Copy } from './copy';
import type { LoadLine } from './load-line';
import { completeBuild, saveProgress, type LoadedBuild } from './loaded-build';
import { LoadedCells } from './loaded-cells';
import { rowWriter } from './row-writer';

/** A server that hears no more of a load while it saves, as its connection was lost on the way, ends it. */
const GIVES_UP_UNHEARD = "SET idle_in_transaction_session_timeout = '10min'";

/** One transaction from the first rows after a save to the next save, on a connection of its own. */
export class PostgresBulkLoad implements BulkLoad {
  private readonly rows: Copy;
  private readonly members: Copy;
  private readonly parked: Copy;
  private saved: LoadProgress | undefined;
  private readonly writeRow: ReturnType<typeof rowWriter>;

  private constructor(
    private readonly line: LoadLine,
    private readonly cells: LoadedCells,
    private readonly build: LoadedBuild,
    readonly progress: LoadProgress | undefined,
    private readonly ended: (build: Pick<Held, 'state' | 'position'>) => void,
  ) {
    const { tables, table } = build;
    this.saved = progress;
    this.rows = Copy.ofMany(line, tables.rows);
    this.members = Copy.ofFew(line, `${tables.pendingMembers} (journey, customer)`);
    this.parked = Copy.ofFew(line, tables.parked);
    this.writeRow = rowWriter(table);
  }

  /** @param ended hears how the build is when the load is finished or has failed */
  static async begin(
    line: LoadLine,
    build: LoadedBuild,
    progress: LoadProgress | undefined,
    ended: (build: Pick<Held, 'state' | 'position'>) => void,
  ): Promise<PostgresBulkLoad> {
    // What was saved need not outlive the machine; `finish` waits for all of it.
    await line.query(`SET synchronous_commit = off; ${GIVES_UP_UNHEARD}`);
    return new PostgresBulkLoad(line, await LoadedCells.open(line, build.tables), build, progress, ended);
  }

  add({ rows, cells, members, parked }: LoadBatch): Promise<void> {
    return this.orFail(async () => {
      for (const row of rows) this.writeRow(this.rows.rows, row);
      for (const change of cells ?? []) this.cells.add(change);
      for (const change of members ?? []) this.addMember(change);
      for (const one of parked ?? []) this.addParked(one);
      await this.rows.sendIfDue();
      await this.members.sendIfDue();
      await this.parked.sendIfDue();
    });
  }

  save(progress: LoadProgress): Promise<void> {
    return this.orFail(async () => {
      await this.line.begin();
      await this.sendAll();
      await this.cells.save();
      await saveProgress(this.line, this.build, progress);
      await this.line.commit();
      this.saved = progress;
    });
  }

  finish(checkpoint: Checkpoint | undefined): Promise<void> {
    return this.orFail(async () => {
      await this.line.begin();
      await this.sendAll();
      await this.cells.write();
      await this.line.query(`SET LOCAL synchronous_commit = on; SET LOCAL maintenance_work_mem = '256MB'`);
      await completeBuild(this.line, this.build, checkpoint);
      await this.line.commit();
      this.ended({ state: 'finished', position: checkpoint?.position ?? null });
      await this.line.end();
    });
  }

  private async sendAll(): Promise<void> {
    await this.rows.send();
    await this.members.send();
    await this.parked.send();
  }

  private addMember({ journeyId, customerId }: MembershipChange): void {
    const row = this.members.rows.row(2).text(journeyId);
    if (customerId === null) row.none();
    else row.text(customerId);
  }

  private addParked({ subject, eventId, eventType, occurredAt, journeyId, revision, error }: Parked): void {
    const row = this.parked.rows.row(7).text(subject);
    for (const text of [eventId, eventType])
      if (text === null) row.none();
      else row.text(text);
    row.bigint(occurredAt).text(journeyId).bigint(revision).text(error);
  }

  /** What went wrong takes back all since the last save: its transaction is over. */
  private async orFail(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.ended({ state: this.saved ?? 'empty', position: null });
      await this.line.end();
      throw error;
    }
  }
}
