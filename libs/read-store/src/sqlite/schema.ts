import type { DatabaseSync } from 'node:sqlite';
import type { Columns } from '../columns';
import { describeTable } from '../describe-table';
import { chunkTable } from './cells/cell-statements';
import { pendingTable } from './cells/pending-statements';
import { loadTable } from './load-state';
import { memberTable } from './member-statements';
import { parkedTable } from './parked-statements';

/** Raised when the layout of a build's file changes; a build of another format is built anew. */
const format = 2;

const sqlType = { integer: 'INTEGER', real: 'REAL', text: 'TEXT', json: 'TEXT' } as const;

export function createTables(db: DatabaseSync, table: Columns): void {
  const columns = Object.entries(table).map(
    ([name, { kind, nullable }]) => `"${name}" ${sqlType[kind]}${nullable ? '' : ' NOT NULL'}`,
  );
  const all = ['_subject TEXT NOT NULL', '_part TEXT NOT NULL', ...columns, 'PRIMARY KEY (_subject, _part)'];
  db.exec(`
    CREATE TABLE build (format INTEGER NOT NULL, columns TEXT NOT NULL) STRICT;
    CREATE TABLE checkpoint (
      one INTEGER PRIMARY KEY CHECK (one = 1), log_id TEXT NOT NULL, position TEXT NOT NULL,
      last_event_id TEXT NOT NULL, newest_occurred_at INTEGER
    ) STRICT;
    CREATE TABLE rows (${all.join(', ')}) STRICT${isClustered(table) ? ', WITHOUT ROWID' : ''};
    ${memberTable}
    ${parkedTable}
    ${chunkTable}
    ${pendingTable}
    ${loadTable}
  `);
  db.prepare('INSERT INTO build VALUES (?, ?)').run(format, describeTable(table));
}

/**
 * One tree instead of two, by key, is less to write and to read. Not where a row may be long, as JSON makes it: the inner pages
 * of that tree hold rows, too, and long ones make it deep (rows of 2.7 KB: ten times the time for a commit).
 */
const isClustered = (table: Columns): boolean => Object.values(table).every(({ kind }) => kind !== 'json');

/** Why the file does not fit the table; undefined where it does. */
export function misfit(db: DatabaseSync, table: Columns): string | undefined {
  const build = db.prepare('SELECT format, columns FROM build').get();
  if (build === undefined) return 'it was never finished';
  if (build.format !== format) return `its format is ${String(build.format)}, not ${format}`;
  if (build.columns !== describeTable(table)) return 'its columns are not those of the projection';
  return undefined;
}
