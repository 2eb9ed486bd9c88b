import type { BuildId } from '../builds';
import type { Columns } from '../columns';
import { BuildUnusable } from '../errors';
import type { ReadModel } from '../read-model';
import type { HeldRole, Noted, SharedStore, StoreChange } from '../shared-store';
import { misfit } from './catalogue/hold';
import type { Database } from './connection/database';
import { Notes } from './nodes/notes';
import { Roles } from './nodes/roles';
import type { NodeSession } from './nodes/session';
import type { Settings } from './options';
import { PostgresReadModel } from './read-model';
import { BuildStatements } from './tables/statements';

export class PostgresSharedStore implements SharedStore {
  private readonly all: Roles;
  private readonly notes: Notes;

  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly session: NodeSession,
  ) {
    this.all = new Roles(db, settings.schema, settings.node);
    this.notes = new Notes(db, settings.schema);
  }

  get node(): string {
    return this.settings.node;
  }

  async nodes(): Promise<readonly string[]> {
    const rows = await this.db.catalogue((catalogue) =>
      catalogue.selectFrom('node').select('node').orderBy('node').execute(),
    );
    return [...new Set([this.node, ...rows.map(({ node }) => node)])].sort();
  }

  roles(): Promise<readonly HeldRole[]> {
    return this.all.all();
  }

  take(role: string): Promise<boolean> {
    return this.all.take(role);
  }

  want(role: string): Promise<void> {
    return this.all.want(role);
  }

  release(role: string): Promise<void> {
    return this.all.release(role);
  }

  note(name: string, text: string): Promise<void> {
    return this.notes.leave(name, text);
  }

  noted(name: string): Promise<Noted | undefined> {
    return this.notes.find(name);
  }

  notedUnder(prefix: string): Promise<readonly Noted[]> {
    return this.notes.under(prefix);
  }

  async read<Table extends Columns>(id: BuildId, table: Table): Promise<ReadModel<Table>> {
    const row = await this.db.catalogue((catalogue) =>
      catalogue
        .selectFrom('build')
        .select(['format', 'columns', 'completed'])
        .where('build', '=', id.build)
        .where('is_removed', '=', false)
        .executeTakeFirst(),
    );
    if (row === undefined) throw new BuildUnusable(id, 'it is missing');
    const reason = row.completed === null ? 'it is not complete' : misfit(row, table);
    if (reason !== undefined) throw new BuildUnusable(id, reason);
    const statements = new BuildStatements(this.settings.schema, id.build, table);
    return new PostgresReadModel(id, this.db, statements, table, () => undefined);
  }

  watch(listener: (change: StoreChange) => void): () => void {
    return this.session.watch(listener);
  }
}
