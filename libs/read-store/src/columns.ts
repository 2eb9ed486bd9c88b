/** The kinds of column that both SQLite and PostgreSQL hold exactly. */
export interface Column<T> {
  readonly kind: 'integer' | 'real' | 'text' | 'json';
  readonly nullable: boolean;
  /** Only carries the type. */
  readonly __type?: T;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;
export type RowOf<Table extends Columns> = {
  readonly [K in keyof Table]: Table[K] extends Column<infer T> ? T : never;
};

const column = <T>(kind: Column<T>['kind'], nullable: boolean): Column<T> => ({ kind, nullable });

/** A safe integer: a count, milliseconds, minor units. */
export const integer = (): Column<number> => column('integer', false);
export const optionalInteger = (): Column<number | null> => column('integer', true);
/** A finite double. Never summed and taken back: inexact. */
export const real = (): Column<number> => column('real', false);
export const text = <T extends string = string>(): Column<T> => column('text', false);
export const optionalText = (): Column<string | null> => column('text', true);
/** Any JSON value, stored as text. */
export const json = <T>(): Column<T> => column('json', false);
