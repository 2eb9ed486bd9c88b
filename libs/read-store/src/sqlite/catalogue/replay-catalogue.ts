import type { DatabaseSync } from 'node:sqlite';
import type { Replay } from '../../builds';

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

  /** By name. */
  all(): Replay[] {
    return this.db
      .prepare('SELECT * FROM replay ORDER BY name')
      .all()
      .map((row) => ({
        name: row.name as string,
        asOf: row.as_of as number | null,
        knownAt: row.known_at as number | null,
        projections: JSON.parse(row.projections as string) as string[],
        expiresAt: row.expires_at as number,
      }));
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
