import type { DatabaseSync } from 'node:sqlite';
import type { BuildEntry, Replay, ReplayEntry } from '../../builds';
import { toReplayEntry, type ReplayRow } from '../../catalogue-rows/replay-row';

/** The replays that are kept; their builds are in the catalogue of builds. */
export class ReplayCatalogue {
  constructor(private readonly db: DatabaseSync) {}

  has(name: string): boolean {
    return this.db.prepare('SELECT 1 FROM replay WHERE name = ?').get(name) !== undefined;
  }

  add({ name, asOf, knownAt, projections, expiresAt }: Replay): void {
    this.db
      .prepare('INSERT INTO replay VALUES (?, ?, ?, ?, ?)')
      .run(name, asOf, knownAt, JSON.stringify(projections), expiresAt);
  }

  /** By name. @param builds theirs among others */
  all(builds: readonly BuildEntry[]): ReplayEntry[] {
    const rows = this.db.prepare('SELECT * FROM replay ORDER BY name').all();
    return rows.map((row) => toReplayEntry(row as unknown as ReplayRow, builds));
  }

  remove(name: string): void {
    this.db.prepare('DELETE FROM build WHERE replay = ?').run(name);
    this.db.prepare('DELETE FROM replay WHERE name = ?').run(name);
  }

  removeExpired(now: number): void {
    this.db
      .prepare('DELETE FROM build WHERE replay IN (SELECT name FROM replay WHERE expires_at <= ?)')
      .run(now);
    this.db.prepare('DELETE FROM replay WHERE expires_at <= ?').run(now);
  }
}
