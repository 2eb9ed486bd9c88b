import type { QueryResult, QueryResultRow } from 'pg';

/** A statement that is prepared, by its name, once on each connection that it is run on. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A row, its values in the order of the columns. */
export type Row = readonly unknown[];

export interface Runner {
  query(config: object): Promise<QueryResult<QueryResultRow>>;
}

export interface Answer {
  readonly rows: readonly Row[];
  /** Rows that were read or changed. */
  readonly count: number;
}

/** What statements run on: any connection, or that of a transaction. */
export interface Runs {
  run(statement: Statement, values: readonly unknown[]): Promise<Answer>;
}

export async function run(runner: Runner, statement: Statement, values: readonly unknown[]): Promise<Answer> {
  const { rows, rowCount } = await runner.query({ ...statement, values, rowMode: 'array' });
  return { rows: rows as unknown as Row[], count: rowCount ?? 0 };
}
