import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup as sqliteBackup } from 'node:sqlite';
import { openForReading } from './connection';
import { isUnwritable, messageOf } from './sqlite-error';

/** Pages a step; between steps the event loop goes on. */
const PAGES_A_STEP = 1_000;

/**
 * Copies a log while it is written to. The connection is its own and holds one read transaction, so that the copy is of one
 * moment and no append makes it begin again.
 * @throws Error where the destination exists, its folder does not, or it cannot be written; nothing is left of it then
 */
export async function backup(file: string, destination: string): Promise<void> {
  if (existsSync(destination))
    throw new Error(`${destination} exists already. Name a new file for the backup.`);
  const folder = dirname(destination);
  if (!existsSync(folder))
    throw new Error(`There is no folder ${folder}. Make it first, or name a file in another.`);
  const partial = `${destination}.partial`;
  const { database } = openForReading(file);
  try {
    database.exec('BEGIN');
    database.exec('SELECT id FROM log');
    await sqliteBackup(database.connection, partial, { rate: PAGES_A_STEP });
    renameSync(partial, destination);
  } catch (error) {
    throw isUnwritable(error) ? notWritten(destination, error) : error;
  } finally {
    for (const suffix of ['', '-journal']) rmSync(partial + suffix, { force: true });
    database.close();
  }
}

const notWritten = (destination: string, cause: unknown): Error =>
  new Error(
    `The backup could not be written to ${destination} (${messageOf(cause)}). See that there is room and that it may be written, or name a file elsewhere.`,
    { cause },
  );
