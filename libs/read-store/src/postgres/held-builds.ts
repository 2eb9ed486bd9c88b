import type { BuildId } from '../builds';
import type { Columns } from '../columns';
import { ReadStoreEmptied, ReadStoreUnavailable } from '../errors';
import type { ReadBuild } from '../read-store';
import { RowCodec } from '../row-codec';
import { changed, type CatalogueChange } from './catalogue/change';
import { letGoOfBuild, letGoUnawares, type Held } from './catalogue/hold';
import type { Database } from './connection/database';
import { ignored } from './connection/pools';
import type { Settings } from './options';
import { PostgresReadBuild } from './read-build';

const letsGoAgainAfterMs = 200;

/** The builds that this node has open. */
export class HeldBuilds {
  private readonly builds = new Set<ReadBuild<Columns>>();
  /** By id: resolves when it is known how taking the build ended. */
  private readonly taking = new Map<string, Promise<unknown>>();
  /** By id: those that it may have without knowing it. */
  private readonly doubtful = new Set<string>();
  private isOpen = true;

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /**
   * One after the other where several would have the same build: each has to know whether it is here.
   * @param hold notes in the catalogue that it is
   */
  async take<Table extends Columns>(
    id: BuildId,
    table: Table,
    hold: (change: CatalogueChange, isHere: boolean) => Promise<Held>,
  ): Promise<ReadBuild<Table>> {
    new RowCodec(table); // its names are fit to be columns
    while (this.taking.has(id.build)) await this.taking.get(id.build);
    const taken = this.hold(id, table, hold).finally(() => this.taking.delete(id.build));
    this.taking.set(id.build, taken.catch(ignored));
    return taken;
  }

  /** Closes all of them. */
  async close(): Promise<void> {
    this.isOpen = false;
    for (const build of [...this.builds]) await build.close();
  }

  private async hold<Table extends Columns>(
    id: BuildId,
    table: Table,
    hold: (change: CatalogueChange, isHere: boolean) => Promise<Held>,
  ): Promise<ReadBuild<Table>> {
    const { schema } = this.settings;
    const isHere = this.has(id);
    try {
      const held = await changed(this.db, schema, (change) => hold(change, isHere));
      const build = new PostgresReadBuild(this.db, { ...held, id, schema, table }, async () => {
        this.builds.delete(build);
        await this.letGo((change) => letGoOfBuild(change, id, held.epoch));
      });
      this.builds.add(build);
      return build;
    } catch (error) {
      if (!isHere && isAway(error)) this.doubt(id);
      throw error;
    }
  }

  private has({ build }: BuildId): boolean {
    return [...this.builds].some(({ id }) => id.build === build);
  }

  /** It may have been taken before the server was away. */
  private doubt(id: BuildId): void {
    if (this.doubtful.has(id.build)) return;
    this.doubtful.add(id.build);
    this.letGoLater((change) => this.disown(change, id));
  }

  /** Not what is taken again meanwhile. */
  private async disown(change: CatalogueChange, id: BuildId): Promise<void> {
    this.doubtful.delete(id.build);
    if (!this.has(id) && !this.taking.has(id.build)) await letGoUnawares(change, id, this.settings.node);
  }

  /** Where the server is away, once it is back: nobody else could have what a node holds that lives. */
  private async letGo(release: (change: CatalogueChange) => Promise<void>): Promise<void> {
    try {
      await changed(this.db, this.settings.schema, release);
    } catch (error) {
      if (isAway(error)) this.letGoLater(release);
    }
  }

  private letGoLater(release: (change: CatalogueChange) => Promise<void>): void {
    if (this.isOpen) setTimeout(() => void this.letGo(release), letsGoAgainAfterMs).unref();
  }
}

/** Where the tables are gone, nobody holds anything. */
const isAway = (error: unknown): boolean =>
  error instanceof ReadStoreUnavailable && !(error instanceof ReadStoreEmptied);
