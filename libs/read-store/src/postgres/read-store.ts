import { sql } from 'kysely';
import type { BuildEntry, BuildId, Replay, ReplayEntry } from '../builds';
import type { Columns } from '../columns';
import { ReadStoreEmptied, ReadStoreUnavailable } from '../errors';
import { newBuild } from '../new-build';
import type { ReadBuild, ReadStore } from '../read-store';
import { RowCodec } from '../row-codec';
import type { SharedStore } from '../shared-store';
import { changed, type CatalogueChange } from './catalogue/change';
import { listBuilds, listInForce } from './catalogue/entries';
import { addBuild, holdBuild, letGoOfBuild, type Held } from './catalogue/hold';
import { putInForce, removeBuild } from './catalogue/put-in-force';
import { addReplay, listReplays, removeReplays } from './catalogue/replays';
import { Sweeper } from './catalogue/sweeper';
import { Database } from './connection/database';
import { prepareSchema } from './migrations/migrate';
import { leave } from './nodes/bury';
import { NodeSession } from './nodes/session';
import { notify } from './nodes/notify';
import { settingsOf, type PostgresReadStoreOptions, type Settings } from './options';
import { PostgresReadBuild } from './read-build';
import { withMissingRights } from './rights';
import { PostgresSharedStore } from './shared-store';
import { createTables } from './tables/layout';

const letsGoAgainAfterMs = 200;

/** All builds in one schema of one database, which any number of nodes share. */
class PostgresReadStore implements ReadStore {
  readonly shared: SharedStore;
  private readonly held = new Set<ReadBuild<Columns>>();
  /** Ids of those that are held, or about to be. */
  private readonly taken = new Set<string>();
  private readonly sweeper: Sweeper;
  private isOpen = true;

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly session: NodeSession,
  ) {
    this.shared = new PostgresSharedStore(db, settings, session);
    this.sweeper = new Sweeper(db, settings);
  }

  inForce(): Promise<readonly BuildId[]> {
    return this.db.catalogue(listInForce);
  }

  builds(): Promise<readonly BuildEntry[]> {
    return this.db.catalogue(listBuilds);
  }

  create<Table extends Columns>(
    projection: string,
    version: number,
    table: Table,
    replay?: string,
  ): Promise<ReadBuild<Table>> {
    const id = newBuild(projection, version);
    return this.hold(id, table, async (change) => {
      const held = await addBuild(change, id, { table, node: this.settings.node, replay });
      await sql.raw(createTables(this.settings.schema, id.build, table)).execute(change);
      return held;
    });
  }

  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>> {
    return this.hold(id, table, (change, isHere) =>
      holdBuild(change, id, table, { node: this.settings.node, isHere }),
    );
  }

  putInForce(builds: readonly BuildId[]): Promise<void> {
    return this.change(async (change) => {
      await putInForce(change, builds, this.settings.node);
      await notify(change, this.settings.schema, { kind: 'in-force' });
    });
  }

  remove(id: BuildId): Promise<void> {
    return this.change((change) => removeBuild(change, id));
  }

  sweep(now?: number): Promise<readonly BuildId[]> {
    return this.sweeper.sweep(now);
  }

  createReplay(replay: Replay): Promise<void> {
    return this.change((change) => addReplay(change, replay));
  }

  replays(): Promise<readonly ReplayEntry[]> {
    return this.db.catalogue(listReplays);
  }

  removeReplay(name: string): Promise<void> {
    return this.change((change) => removeReplays(change, [name]));
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.sweeper.close();
    for (const build of [...this.held]) await build.close();
    await this.session.close();
    await leave(this.db, this.settings.schema, this.settings.node).catch(() => undefined); // else the others bury it
    await this.db.close();
  }

  private async hold<Table extends Columns>(
    id: BuildId,
    table: Table,
    take: (change: CatalogueChange, isHere: boolean) => Promise<Held>,
  ): Promise<ReadBuild<Table>> {
    new RowCodec(table); // its names are fit to be columns
    const isHere = this.taken.has(id.build);
    this.taken.add(id.build);
    const held = await this.change((change) => take(change, isHere)).catch((error: unknown) => {
      if (!isHere) this.taken.delete(id.build);
      throw error;
    });
    const build = new PostgresReadBuild(
      this.db,
      { ...held, id, schema: this.settings.schema, table },
      async () => {
        this.held.delete(build);
        this.taken.delete(id.build);
        await this.letGo(id, held.epoch);
      },
    );
    this.held.add(build);
    return build;
  }

  /** Where the server is away, once it is back: nobody else could have what a node holds that lives. */
  private async letGo(id: BuildId, epoch: number): Promise<void> {
    try {
      await this.change((change) => letGoOfBuild(change, id, epoch));
    } catch (error) {
      if (this.isOpen && isAway(error))
        setTimeout(() => void this.letGo(id, epoch), letsGoAgainAfterMs).unref();
    }
  }

  private change<T>(work: (change: CatalogueChange) => Promise<T>): Promise<T> {
    return changed(this.db, this.settings.schema, work);
  }
}

/** Where the tables are gone, nobody holds anything. */
const isAway = (error: unknown): boolean =>
  error instanceof ReadStoreUnavailable && !(error instanceof ReadStoreEmptied);

/**
 * Opens the read models in a schema of a PostgreSQL, 13 or later, which is made or brought up to date where that is needed.
 * @throws ReadStoreUnusable; ReadStoreUnavailable
 */
export async function openPostgresReadStore(options: PostgresReadStoreOptions): Promise<ReadStore> {
  const settings = settingsOf(options);
  const db = new Database(settings);
  try {
    await prepareSchema(db, settings).catch(async (error: unknown) => {
      throw await withMissingRights(db, settings.schema, error);
    });
    return new PostgresReadStore(db, settings, await NodeSession.open(db, settings));
  } catch (error) {
    await db.close();
    throw error;
  }
}
