import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { BuildEntry, BuildId, LoadProgress } from '../../builds';
import { expectFitForForce, toBuildEntry, type BuildRow } from '../../catalogue-rows/build-row';
import { inTransaction } from '../transaction';
import { openCatalogue } from './open-catalogue';
import { ReplayCatalogue } from './replay-catalogue';

const entries = `
  SELECT build.build, build.projection, version, replay, progress, completed, in_force.build AS in_force
  FROM build LEFT JOIN in_force ON in_force.build = build.build`;

/**
 * What is kept: what is in force, what is a replay's, and of each version of a projection the build that was completed last
 * and the newest one, if that is loading with saved progress.
 */
const ofUse = `
  SELECT build FROM in_force
  UNION
  SELECT build FROM build WHERE replay IN (SELECT name FROM replay)
  UNION
  SELECT build FROM build AS one WHERE replay IS NULL AND CASE
    WHEN completed IS NULL THEN progress IS NOT NULL AND number =
      (SELECT max(number) FROM build AS other
       WHERE other.projection = one.projection AND other.version = one.version AND other.replay IS NULL)
    ELSE completed =
      (SELECT max(completed) FROM build AS other
       WHERE other.projection = one.projection AND other.version = one.version AND other.replay IS NULL)
  END`;

/** Which builds there are, how far each is and which are in force. Several processes may have it open. */
export class Catalogue {
  readonly replays: ReplayCatalogue;

  private constructor(private readonly db: DatabaseSync) {
    this.replays = new ReplayCatalogue(db);
  }

  /** @throws ReadStoreUnusable */
  static open(path: string): Catalogue {
    return new Catalogue(openCatalogue(path));
  }

  /** All or nothing, with no other process in between. */
  change<T>(work: () => T): T {
    return inTransaction(this.db, work);
  }

  /** The same, but a power loss may take it: for what is worth nothing then. */
  note<T>(work: () => T): T {
    this.db.exec('PRAGMA synchronous = NORMAL');
    try {
      return this.change(work);
    } finally {
      this.db.exec('PRAGMA synchronous = FULL');
    }
  }

  inForce(): BuildId[] {
    return this.builds()
      .filter(({ state }) => state === 'in-force')
      .map(({ id }) => id)
      .sort((a, b) => (a.projection < b.projection ? -1 : 1));
  }

  builds(): BuildEntry[] {
    const order = 'build.projection, version, completed IS NULL, completed, number';
    return this.db.prepare(`${entries} ORDER BY ${order}`).all().map(toEntry);
  }

  /** The builds that no sweep takes. */
  ofUse(): ReadonlySet<string> {
    return new Set(this.db.prepare(ofUse).all().map(({ build }) => build as string)); // prettier-ignore
  }

  entry(build: string): BuildEntry | undefined {
    const row = this.db.prepare(`${entries} WHERE build.build = ?`).get(build);
    return row === undefined ? undefined : toEntry(row);
  }

  add({ projection, version, build }: BuildId, replay: string | undefined): void {
    this.db
      .prepare('INSERT INTO build (projection, version, build, replay) VALUES (?, ?, ?, ?)')
      .run(projection, version, build, replay ?? null);
  }

  saved({ build }: BuildId, progress: LoadProgress | undefined): void {
    const text = progress === undefined ? null : JSON.stringify(progress);
    this.db.prepare('UPDATE build SET progress = ? WHERE build = ?').run(text, build);
  }

  completed({ build }: BuildId): void {
    this.db
      .prepare(
        `UPDATE build SET progress = NULL, completed = (SELECT coalesce(max(completed), 0) + 1 FROM build)
         WHERE build = ?`,
      )
      .run(build);
  }

  /** @throws BuildUnusable */
  putInForce(builds: readonly BuildId[]): void {
    this.change(() => {
      const put = this.db.prepare('INSERT OR REPLACE INTO in_force VALUES (?, ?)');
      for (const id of builds) {
        expectFitForForce(id, this.entry(id.build));
        put.run(id.projection, id.build);
      }
    });
  }

  remove({ build }: BuildId): void {
    this.db.prepare('DELETE FROM build WHERE build = ?').run(build);
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

const toEntry = (row: Record<string, SQLOutputValue>): BuildEntry => toBuildEntry(row as unknown as BuildRow);
