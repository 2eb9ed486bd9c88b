import { randomInt } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { NewerFormat, StoreMissing } from '../errors';
import { Database, type Query } from './database';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './schema';
import { corrupt, translated } from './sqlite-error';

const BUSY_TIMEOUT_MS = 5_000;
const LOG_ID_DIGITS = 8;

const applicationId: Query<[id: number]> = { sql: 'PRAGMA application_id' };
const userVersion: Query<[version: number]> = { sql: 'PRAGMA user_version' };
const tableCount: Query<[tables: number]> = { sql: 'SELECT count(*) FROM sqlite_schema' };
const logId: Query<[id: string]> = { sql: 'SELECT id FROM log' };
const insertLog: Query = { sql: 'INSERT INTO log (id, heads_upto) VALUES (?, 0)' };

export interface OpenLog {
  readonly database: Database;
  readonly logId: string;
}

/** Opens the log for its one writer and makes it where there is none. @throws CorruptStore, NewerFormat */
export function openForWriting(file: string): OpenLog {
  if (!existsSync(file)) return made(file);
  refuseEmpty(file);
  return opened(file, { readOnly: false }, prepareForWriting);
}

function prepareForWriting(database: Database): void {
  if (!isEmpty(database)) checkFormat(database);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL'); // acknowledged means it survives power loss; builds may default to NORMAL
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  if (isEmpty(database)) create(database);
}

/** A file that came to nothing (the disk is full, say) is taken away: the next start would refuse it. */
function made(file: string): OpenLog {
  try {
    return opened(file, { readOnly: false }, prepareForWriting);
  } catch (error) {
    if (sizeOf(file) === 0) rmSync(file);
    throw error;
  }
}

/** SQLite takes an empty file for a new one, and deletes the `-wal` beside it, where the newest events may be. */
function refuseEmpty(file: string): void {
  if (sizeOf(file) === 0)
    throw corrupt(file, 'it is empty; if no engine ever wrote to it, remove it instead');
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;

/** Opens an existing log beside its writer. @throws StoreMissing, CorruptStore, NewerFormat */
export function openForReading(file: string): OpenLog {
  if (!existsSync(file))
    throw new StoreMissing(
      `There is no event log at ${file}. Name the folder of an engine's data, or start the engine on this one first.`,
    );
  refuseEmpty(file);
  return opened(file, { readOnly: true }, checkFormat);
}

function opened(file: string, mode: { readOnly: boolean }, prepare: (database: Database) => void): OpenLog {
  const database = new Database(new DatabaseSync(file, { ...mode, timeout: BUSY_TIMEOUT_MS }), file);
  try {
    prepare(database);
    const row = database.get(logId);
    if (row === undefined) throw corrupt(file, 'it has no log id');
    return { database, logId: row[0] };
  } catch (error) {
    database.close();
    throw translated(error, file);
  }
}

function isEmpty(database: Database): boolean {
  return database.get(tableCount)?.[0] === 0;
}

function checkFormat(database: Database): void {
  const { file } = database;
  if (database.get(applicationId)?.[0] !== APPLICATION_ID)
    throw corrupt(file, 'it is not an event log of Rapport');
  const version = database.get(userVersion)?.[0] ?? 0;
  if (version <= FORMAT_VERSION) return;
  throw new NewerFormat(
    `The event log ${file} has format ${version}; this build reads up to ${FORMAT_VERSION}. Start the newer build that wrote it.`,
  );
}

function create(database: Database): void {
  database.exec('BEGIN IMMEDIATE');
  database.exec(SCHEMA);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.exec(`PRAGMA user_version = ${FORMAT_VERSION}`);
  database.run(insertLog, randomLogId());
  database.exec('COMMIT');
}

function randomLogId(): string {
  return Array.from({ length: LOG_ID_DIGITS }, () => randomInt(36).toString(36)).join('');
}
