import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { StoreLocked } from '../errors';
import { isBusy } from './sqlite-error';

export interface WriterLock {
  release(): void;
}

/**
 * Makes this process the one writer of a log. What holds is an exclusive transaction on a small SQLite file of its own,
 * which the operating system lets go when the process dies in any way; the note beside it only tells others who holds it.
 * Nothing but SQLite may open the lock's file: closing any other handle on it would let the lock go (POSIX).
 * @throws StoreLocked
 */
export function lockForWriting(file: string): WriterLock {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  const note = `${file}.writer`;
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(note, `pid ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`);
  } catch (error) {
    lock.close();
    throw isBusy(error) ? refused(file, note) : error;
  }
  return {
    release: () => {
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

function refused(file: string, note: string): StoreLocked {
  const holder = readNote(note) ?? 'another process';
  return new StoreLocked(
    `${file} is written by ${holder}. A log has one writer: stop that process first, or use another data folder.`,
  );
}

function readNote(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8').trim() || undefined;
  } catch {
    return undefined; // between the lock and the note, or just released
  }
}
