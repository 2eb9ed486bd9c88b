import type { StatementSync } from 'node:sqlite';
import type { StagingDatabase } from './database';

/** What an import remembers of itself, and what it counts. */
export class Ledger {
  private readonly getMeta: StatementSync;
  private readonly setMeta: StatementSync;
  private readonly addTally: StatementSync;
  private readonly allTallies: StatementSync;

  constructor({ sqlite }: StagingDatabase) {
    this.getMeta = sqlite.prepare('SELECT value FROM meta WHERE name = ?');
    this.setMeta = sqlite.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    );
    this.addTally = sqlite.prepare(
      'INSERT INTO tallies VALUES (?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
    );
    this.allTallies = sqlite.prepare('SELECT name, n FROM tallies ORDER BY name');
  }

  get(name: string): string | undefined {
    const row = this.getMeta.get(name);
    return row === undefined ? undefined : String(row.value);
  }

  set(name: string, value: string): void {
    this.setMeta.run(name, value);
  }

  count(name: string, by = 1): void {
    this.addTally.run(name, by);
  }

  tally(name: string): number {
    return this.tallies().get(name) ?? 0;
  }

  tallies(): ReadonlyMap<string, number> {
    return new Map(this.allTallies.all().map(({ name, n }) => [String(name), Number(n)]));
  }
}
