import type { StatementSync } from 'node:sqlite';
import type { StagingDatabase } from './database';
import type { Millis } from '../time/instant';

/** What expressions see of a row: `row`, and each join by its name. */
export type RowContent = Readonly<Record<string, unknown>>;

/** A row ready to be played. */
export interface StagedRow {
  /** Key of its group. */
  readonly group: string;
  readonly at: Millis;
  /** Index of its kind in the mapping. */
  readonly kind: number;
  /** Orders rows of one group, time and kind. */
  readonly tie: string;
  /** Of its content, joined rows included. */
  readonly hash: string;
  readonly line: number;
  readonly content: RowContent;
}

/** All rows of an import; they come back in business order, whatever order they were added in. */
export class StagedRows {
  private readonly insert: StatementSync;
  private readonly inOrder: StatementSync;

  constructor({ sqlite }: StagingDatabase) {
    this.insert = sqlite.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.inOrder = sqlite.prepare('SELECT * FROM rows ORDER BY grp, at, kind, tie, hash, line');
  }

  add({ group, at, kind, tie, hash, line, content }: StagedRow): void {
    this.insert.run(group, at, kind, tie, hash, line, JSON.stringify(content));
  }

  /** Group after group, each by time. The line decides only which of identical rows is called the first. */
  *groups(): Generator<StagedRow> {
    for (const row of this.inOrder.iterate())
      yield {
        group: String(row.grp),
        at: Number(row.at),
        kind: Number(row.kind),
        tie: String(row.tie),
        hash: String(row.hash),
        line: Number(row.line),
        content: JSON.parse(String(row.content)) as RowContent,
      };
  }
}
