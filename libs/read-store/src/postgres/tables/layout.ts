import type { Columns } from '../../columns';

/** Raised when the tables of a build change; a build of another format is built anew. */
export const tableFormat = 1;

/** A build's own tables, with their schema. */
export interface BuildTables {
  readonly rows: string;
  readonly chunk: string;
  readonly member: string;
  readonly parked: string;
  /** While it is loading: cells and members as they came. */
  readonly pendingCells: string;
  readonly pendingMembers: string;
}

/** @param build hexadecimal digits, as the catalogue has it */
export function tablesOf(schema: string, build: string): BuildTables {
  if (!/^[0-9a-f]+$/.test(build)) throw new Error(`"${build}" names no build.`);
  const named = (name: string): string => `"${schema}"."${name}_${build}"`;
  return {
    rows: named('rows'),
    chunk: named('chunk'),
    member: named('member'),
    parked: named('parked'),
    pendingCells: named('pending_cells'),
    pendingMembers: named('pending_members'),
  };
}

export const sqlType = {
  integer: 'bigint',
  real: 'double precision',
  text: 'text COLLATE "C"',
  json: 'text',
} as const;

const bytewise = 'text COLLATE "C" NOT NULL';
const series = `measure ${bytewise}, grp ${bytewise}, scope ${bytewise}`;

/**
 * Without keys: they are made when all rows are there. Pages of what commits change have room for the changed rows; bytes of
 * cells are packed already.
 */
export function createTables(schema: string, build: string, table: Columns): string {
  const { rows, chunk, member, parked, pendingCells, pendingMembers } = tablesOf(schema, build);
  const columns = Object.entries(table).map(
    ([name, { kind, nullable }]) => `"${name}" ${sqlType[kind]}${nullable ? '' : ' NOT NULL'}`,
  );
  const keys = [`_subject ${bytewise}`, `_part ${bytewise}`];
  return `
    CREATE TABLE ${rows} (${[...keys, ...columns].join(', ')}) WITH (fillfactor = 90);
    CREATE TABLE ${chunk} (
      ${series}, start bytea NOT NULL, width integer NOT NULL, size integer NOT NULL,
      first double precision NOT NULL, last double precision NOT NULL, data bytea NOT NULL
    ) WITH (fillfactor = 80);
    ALTER TABLE ${chunk} ALTER COLUMN data SET STORAGE EXTERNAL;
    CREATE TABLE ${member} (journey ${bytewise}, customer ${bytewise}, is_now boolean NOT NULL);
    CREATE TABLE ${parked} (
      subject ${bytewise}, event_id text, event_type text, occurred_at bigint NOT NULL,
      journey text NOT NULL, revision bigint NOT NULL, error text NOT NULL
    );
    CREATE TABLE ${pendingCells} (${series}, width integer NOT NULL, size integer NOT NULL, data bytea NOT NULL);
    ALTER TABLE ${pendingCells} ALTER COLUMN data SET STORAGE EXTERNAL;
    CREATE TABLE ${pendingMembers} (
      number bigint GENERATED ALWAYS AS IDENTITY, journey ${bytewise}, customer text COLLATE "C"
    );`;
}

/** Makes of what was loaded what commits change and queries read. Statistics are left to the server: every query goes by a key. */
export function completeTables(schema: string, build: string): string {
  const { rows, chunk, member, parked, pendingCells, pendingMembers } = tablesOf(schema, build);
  return `
    INSERT INTO ${member} (journey, customer, is_now)
      SELECT journey, customer, bool_or(number = newest) FROM (
        SELECT *, max(number) OVER (PARTITION BY journey) AS newest FROM ${pendingMembers}) AS one
      WHERE customer IS NOT NULL GROUP BY journey, customer;
    DROP TABLE ${pendingCells}, ${pendingMembers};
    ALTER TABLE ${rows} ADD PRIMARY KEY (_subject, _part);
    ALTER TABLE ${chunk} ADD PRIMARY KEY (measure, grp, scope, start);
    ALTER TABLE ${member} ADD PRIMARY KEY (journey, customer);
    CREATE INDEX ON ${member} (customer, journey, is_now);
    ALTER TABLE ${parked} ADD PRIMARY KEY (subject);`;
}

export function dropTables(schema: string, build: string): string {
  return `DROP TABLE IF EXISTS ${Object.values(tablesOf(schema, build)).join(', ')}`;
}
