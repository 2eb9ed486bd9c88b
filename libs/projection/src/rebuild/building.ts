import type { JourneyEvent } from '@rapport/journey';
import type {
  BulkLoad,
  Checkpoint,
  Columns,
  LoadProgress,
  MembershipChange,
  ReadBuild,
} from '@rapport/read-store';
import { foldHistory } from '../fold/fold-history';
import type { Folder } from '../fold/folder';
import { Changes } from '../rows/changes';

const changesPerWrite = 250;

/** One projection's new build while it is filled, subject by subject. */
export class Building {
  private changes = new Changes();

  private constructor(
    readonly name: string,
    readonly folder: Folder,
    readonly build: ReadBuild<Columns>,
    private readonly load: BulkLoad,
  ) {}

  /** @param build empty, or left loading; let go of where it cannot be loaded */
  static async begin(name: string, folder: Folder, build: ReadBuild<Columns>): Promise<Building> {
    try {
      return new Building(name, folder, build, await build.load());
    } catch (error) {
      await build.close();
      throw error;
    }
  }

  /** What a load that was broken off had saved. */
  get saved(): LoadProgress | undefined {
    return this.load.progress;
  }

  /** A journey's whole history, in business order. */
  journey(journeyId: string, history: readonly JourneyEvent[], { moves, isMerged }: Membership): void {
    const { rows, parked } = foldHistory(this.folder, journeyId, history);
    for (const row of rows) this.changes.puts.push(row);
    if (parked !== undefined) this.changes.parked.push(parked);
    for (const move of moves) this.changes.members.push(move);
    if (!this.folder.hasRollUps) return;
    this.changes.add(rows, 'journeys');
    if (isMerged) this.changes.take(rows, 'merging');
  }

  /** The merged history of a customer of two or more journeys. */
  customer(subject: string, history: readonly JourneyEvent[]): void {
    const { rows, parked } = foldHistory(this.folder.merged, subject, history);
    for (const row of rows) this.changes.puts.push(row);
    if (parked !== undefined) this.changes.parked.push(parked);
    if (this.folder.hasRollUps) this.changes.add(rows, 'merging');
  }

  /** Enough waits to be written. */
  get due(): boolean {
    return this.changes.puts.length + this.changes.cells.length >= changesPerWrite;
  }

  async write(): Promise<void> {
    const { puts: rows, cells, members, parked } = this.changes;
    this.changes = new Changes();
    await this.load.add({ rows, cells, members, parked });
  }

  async save(progress: LoadProgress): Promise<void> {
    await this.write();
    await this.load.save(progress);
  }

  /** Whether another thread can make a part of it. */
  get hasParts(): boolean {
    return this.load.takeIn !== undefined;
  }

  async takeIn(progress: LoadProgress): Promise<void> {
    await this.write();
    await this.load.takeIn?.(progress);
  }

  /** Then it is held by nobody: others may be waiting for it. */
  async finish(checkpoint: Checkpoint | undefined): Promise<void> {
    await this.write();
    await this.load.finish(checkpoint);
    await this.build.close();
  }
}

/** What a journey's rows have to know of its customer. */
export interface Membership {
  readonly moves: readonly MembershipChange[];
  readonly isMerged: boolean;
}
