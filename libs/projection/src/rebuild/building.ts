import type { JourneyEvent } from '@rapport/journey';
import type { BulkLoad, Checkpoint, Columns, EncodedRow, ReadBuild, ReadStore } from '@rapport/read-store';
import type { AnyProjection } from '../definition';
import { FoldFailed } from '../fold/fold-failed';
import type { Folder } from '../fold/folder';

const rowsPerWrite = 500;

/** One projection's new build while it is filled. After a fold threw it takes nothing more. */
export class Building {
  private rows: EncodedRow[] = [];
  private failure: FoldFailed | undefined;

  private constructor(
    readonly definition: AnyProjection,
    readonly folder: Folder,
    readonly build: ReadBuild<Columns>,
    private readonly load: BulkLoad,
  ) {}

  static async begin(definition: AnyProjection, folder: Folder, readStore: ReadStore): Promise<Building> {
    const build = await readStore.create(definition.name, definition.version, definition.table);
    return new Building(definition, folder, build, await build.load());
  }

  get failed(): FoldFailed | undefined {
    return this.failure;
  }

  /** Rows wait to be written. */
  get due(): boolean {
    return this.rows.length >= rowsPerWrite;
  }

  /** The whole history of a journey, in business order. */
  fold(journeyId: string, events: readonly JourneyEvent[]): void {
    if (this.failure !== undefined) return;
    try {
      this.foldAll(journeyId, events);
    } catch (error) {
      if (!(error instanceof FoldFailed)) throw error;
      this.failure = error;
    }
  }

  async write(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    await this.load.add({ rows });
  }

  async finish(checkpoint: Checkpoint | undefined): Promise<void> {
    await this.write();
    await this.load.finish(checkpoint);
  }

  private foldAll(journeyId: string, events: readonly JourneyEvent[]): void {
    let state: unknown;
    let touched = false;
    for (const event of events) {
      if (!this.folder.caresFor(event.type)) continue;
      state = this.folder.apply(touched ? state : this.folder.initial(), event);
      touched = true;
    }
    if (touched) this.rows.push(...this.folder.rows(journeyId, state));
  }
}
