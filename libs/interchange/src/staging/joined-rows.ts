import type { StatementSync } from 'node:sqlite';
import type { StagingDatabase } from './database';

/** A row of a joined table: its declared columns, and the hash of all its columns. */
export interface JoinedRow {
  readonly hash: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** The rows of the tables that others join, found by their key. */
export class JoinedRows {
  private readonly insert: StatementSync;
  private readonly select: StatementSync;

  constructor({ sqlite }: StagingDatabase) {
    this.insert = sqlite.prepare('INSERT INTO joined VALUES (?, ?, ?, ?)');
    this.select = sqlite.prepare(
      'SELECT hash, columns FROM joined WHERE tbl = ? AND key = ? ORDER BY columns, hash',
    );
  }

  add(table: string, key: string, { hash, columns }: JoinedRow): void {
    this.insert.run(table, key, hash, JSON.stringify(columns));
  }

  /** In an order that depends on nothing but their content. */
  find(table: string, key: string): JoinedRow[] {
    return this.select.all(table, key).map(({ hash, columns }) => ({
      hash: String(hash),
      columns: JSON.parse(String(columns)) as Record<string, string>,
    }));
  }
}
