import type { StatementSync } from 'node:sqlite';
import type { StagingDatabase } from './database';
import type { Millis } from '../time/instant';

/** Where a command comes from. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  /** `<content hash>#<ordinal among identical rows>` */
  readonly row: string;
}

export interface PlannedCommand extends Origin {
  readonly journey: string;
  readonly command: string;
  /** The command as a line of NDJSON. */
  readonly body: string;
}

export interface UnorderedCommand extends PlannedCommand {
  readonly at: Millis;
  readonly group: string;
  /** Counts the commands of the import; within a group it is their order. */
  readonly n: number;
}

export interface NumberedCommand extends PlannedCommand {
  /** Place in the plan, from 1 without gaps. */
  readonly seq: number;
}

/** The commands of an import, in the order in which they are played: by time, and within a time group by group. */
export class Plan {
  private readonly insert: StatementSync;
  private readonly after: StatementSync;
  private readonly refuse: StatementSync;

  constructor(private readonly database: StagingDatabase) {
    const { sqlite } = database;
    this.insert = sqlite.prepare('INSERT INTO commands VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.after = sqlite.prepare('SELECT * FROM plan WHERE seq > ? ORDER BY seq LIMIT ?');
    this.refuse = sqlite.prepare('INSERT INTO refused VALUES (?)');
  }

  add({ at, group, n, journey, command, file, line, row, body }: UnorderedCommand): void {
    this.insert.run(at, group, n, journey, command, file, line, row, body);
  }

  /** Puts what was added in order; rows are not needed any more. */
  settle(): void {
    const { sqlite } = this.database;
    this.database.transaction(() => {
      sqlite.exec(
        `INSERT INTO plan (journey, command, file, line, row, body)
         SELECT journey, command, file, line, row, body FROM commands ORDER BY at, grp, n`,
      );
      for (const table of ['commands', 'rows', 'joined']) sqlite.exec(`DELETE FROM ${table}`);
    });
  }

  /** Commands behind a place in the plan, some at most. */
  from(seq: number, limit: number): NumberedCommand[] {
    return this.after.all(seq, limit).map((row) => ({
      seq: Number(row.seq),
      journey: String(row.journey),
      command: String(row.command),
      file: String(row.file),
      line: Number(row.line),
      row: String(row.row),
      body: String(row.body),
    }));
  }

  /** The engine refused the command at this place. */
  refused(seq: number): void {
    this.refuse.run(seq);
  }

  get size(): number {
    return this.single('SELECT COUNT(*) AS n FROM plan');
  }

  /** Journeys of which not every command was refused: those that there are. */
  get journeys(): number {
    return this.single(
      'SELECT COUNT(DISTINCT journey) AS n FROM plan WHERE seq NOT IN (SELECT seq FROM refused)',
    );
  }

  /** Rows of which every command was refused. */
  get refusedRows(): number {
    return this.single(
      `SELECT COUNT(*) AS n FROM (
         SELECT 1 FROM plan LEFT JOIN refused ON refused.seq = plan.seq GROUP BY file, line HAVING COUNT(*) = COUNT(refused.seq))`,
    );
  }

  private single(sql: string): number {
    return Number(this.database.sqlite.prepare(sql).get()?.n ?? 0);
  }
}
