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

  /** How many rows became no command, by the code of why, but for these codes. */
  unplayedByCode(codesBut: readonly string[]): Readonly<Record<string, number>> {
    const sql = `SELECT code, COUNT(*) AS n FROM issues WHERE command IS NULL AND code NOT IN (${holes(codesBut)}) GROUP BY code`;
    const all = this.database.sqlite.prepare(sql).all(...codesBut);
    return Object.fromEntries(all.map(({ code, n }) => [String(code), Number(n)]));
  }

  /** How many rows of the files have an issue other than these. */
  rowsWithout(codes: readonly string[]): number {
    const sql = `SELECT COUNT(*) AS n FROM (SELECT DISTINCT file, line FROM issues WHERE code NOT IN (${holes(codes)}))`;
    return Number(this.database.sqlite.prepare(sql).get(...codes)?.n ?? 0);
  }
}

const holes = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
