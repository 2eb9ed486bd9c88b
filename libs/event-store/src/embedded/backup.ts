import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup as sqliteBackup } from 'node:sqlite';
import { openForReading } from './connection';

/** Pages a step; between steps the event loop goes on. */
const PAGES_A_STEP = 1_000;

/**
 * Copies a log while it is written to. The connection is its own and holds one read transaction, so that the copy is of one
 * moment and no append makes it begin again.
 * @throws Error where the destination exists
 */
export async function backup(file: string, destination: string): Promise<void> {
  if (existsSync(destination))
    throw new Error(`${destination} exists already. Name a new file for the backup.`);
  mkdirSync(dirname(destination), { recursive: true });
  const partial = `${destination}.partial`;
  const { database } = openForReading(file);
  try {
    database.exec('BEGIN');
    database.exec('SELECT id FROM log');
    await sqliteBackup(database.connection, partial, { rate: PAGES_A_STEP });
    renameSync(partial, destination);
  } finally {
    rmSync(partial, { force: true });
    database.close();
  }
}
