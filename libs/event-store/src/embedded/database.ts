import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** A statement and the shape of its rows, as arrays. */
export interface Query<Row = never> {
  readonly sql: string;
  readonly row?: Row;
}

/** A connection that keeps the statements it prepared. */
export class Database {
  private readonly statements = new Map<Query<unknown>, StatementSync>();

  constructor(
    readonly connection: DatabaseSync,
    readonly file: string,
  ) {}

  all<Row>(query: Query<Row>, ...parameters: SQLInputValue[]): Row[] {
    return this.statement(query).all(...parameters) as unknown as Row[];
  }

  /** Rows up to the one that is enough, which is the last of them. */
  until<Row>(query: Query<Row>, enough: (row: Row) => boolean, ...parameters: SQLInputValue[]): Row[] {
    const rows: Row[] = [];
    for (const row of this.statement(query).iterate(...parameters) as unknown as Iterable<Row>) {
      rows.push(row);
      if (enough(row)) break;
    }
    return rows;
  }

  get<Row>(query: Query<Row>, ...parameters: SQLInputValue[]): Row | undefined {
    return this.statement(query).get(...parameters) as unknown as Row | undefined;
  }

  /** How many rows it changed. */
  run(query: Query, ...parameters: SQLInputValue[]): number {
    return Number(this.statement(query).run(...parameters).changes);
  }

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  /** Undoes what an open transaction did so far. */
  rollback(): void {
    if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
  }

  close(): void {
    if (this.connection.isOpen) this.connection.close();
  }

  private statement(query: Query<unknown>): StatementSync {
    const known = this.statements.get(query);
    if (known !== undefined) return known;
    const statement = this.connection.prepare(query.sql);
    statement.setReturnArrays(true);
    this.statements.set(query, statement);
    return statement;
  }
}
