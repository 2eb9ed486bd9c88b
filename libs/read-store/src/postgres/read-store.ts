import { sql } from 'kysely';
import type { BuildEntry, BuildId, Replay, ReplayEntry } from '../builds';
import type { Columns } from '../columns';
import { newBuild } from '../new-build';
import type { ReadBuild, ReadStore } from '../read-store';
import type { SharedStore } from '../shared-store';
import { changed, type CatalogueChange } from './catalogue/change';
import { listBuilds, listInForce } from './catalogue/entries';
import { addBuild, holdBuild } from './catalogue/hold';
import { putInForce, removeBuild } from './catalogue/put-in-force';
import { addReplay, listReplays, removeReplays } from './catalogue/replays';
import { Sweeper } from './catalogue/sweeper';
import { Database } from './connection/database';
import { HeldBuilds } from './held-builds';
import { prepareSchema } from './migrations/migrate';
import { leave } from './nodes/bury';
import { NodeSession } from './nodes/session';
import { notify } from './nodes/notify';
import { settingsOf, type PostgresReadStoreOptions, type Settings } from './options';
import { withMissingRights } from './rights';
import { PostgresSharedStore } from './shared-store';
import { createTables } from './tables/layout';

/** All builds in one schema of one database, which any number of nodes share. */
class PostgresReadStore implements ReadStore {
  readonly shared: SharedStore;
  private readonly held: HeldBuilds;
  private readonly sweeper: Sweeper;
  private isOpen = true;

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly session: NodeSession,
  ) {
    this.shared = new PostgresSharedStore(db, settings, session);
    this.held = new HeldBuilds(db, settings);
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
    return this.held.take(id, table, async (change) => {
      const held = await addBuild(change, id, { table, node: this.settings.node, replay });
      await sql.raw(createTables(this.settings.schema, id.build, table)).execute(change);
      return held;
    });
  }

  open<Table extends Columns>(id: BuildId, table: Table): Promise<ReadBuild<Table>> {
    return this.held.take(id, table, (change, isHere) =>
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
    await this.held.close();
    await this.session.close();
    await leave(this.db, this.settings.schema, this.settings.node).catch(() => undefined); // else the others bury it
    await this.db.close();
  }

  private change<T>(work: (change: CatalogueChange) => Promise<T>): Promise<T> {
    return changed(this.db, this.settings.schema, work);
  }
}

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
