import type { StatementSync } from 'node:sqlite';
import type { StagingDatabase } from './database';

/** What did not become an event as it stood, and why. Carries keys of rows, never their texts. */
export interface Issue {
  readonly file: string;
  readonly line: number;
  readonly row?: string;
  readonly command?: string;
  readonly journeyId?: string;
  readonly code: string;
  readonly reason: string;
}

export class Issues {
  private readonly insert: StatementSync;
  private readonly inOrder: StatementSync;

  constructor(private readonly database: StagingDatabase) {
    const { sqlite } = database;
    this.insert = sqlite.prepare('INSERT INTO issues VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.inOrder = sqlite.prepare('SELECT * FROM issues ORDER BY file, line, rowid');
  }

  add({ file, line, row, command, journeyId, code, reason }: Issue): void {
    this.insert.run(file, line, row ?? null, command ?? null, journeyId ?? null, code, reason);
  }

  /** By file and line. */
  *all(): Generator<Issue> {
    for (const { file, line, row, command, journey, code, reason } of this.inOrder.iterate())
      yield {
        file: String(file),
        line: Number(line),
        ...(row !== null && { row: String(row) }),
        ...(command !== null && { command: String(command) }),
        ...(journey !== null && { journeyId: String(journey) }),
        code: String(code),
        reason: String(reason),
      };
  }

  /** How many rows of the files have an issue other than these. */
  rowsWithout(codes: readonly string[]): number {
    const holes = codes.map(() => '?').join(', ');
    const sql = `SELECT COUNT(*) AS n FROM (SELECT DISTINCT file, line FROM issues WHERE code NOT IN (${holes}))`;
    return Number(this.database.sqlite.prepare(sql).get(...codes)?.n ?? 0);
  }
}
