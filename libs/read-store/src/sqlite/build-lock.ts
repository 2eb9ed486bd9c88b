import { DatabaseSync } from 'node:sqlite';

/**
 * Makes somebody the only one, among all processes, who writes a build. What holds is an exclusive transaction on an empty
 * SQLite file of its own, which the operating system lets go when the process ends in any way. Nothing but SQLite may open
 * that file: closing any other handle on it would let the lock go (POSIX). It is taken, and the file removed, only under the
 * catalogue's transaction.
 */
export class BuildLock {
  private constructor(private readonly db: DatabaseSync) {}

  /** Undefined where somebody holds it. */
  static take(path: string): BuildLock | undefined {
    const db = new DatabaseSync(path, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
      return new BuildLock(db);
    } catch (error) {
      db.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
  }

  release(): void {
    if (this.db.isOpen) this.db.close();
  }
}

const busy = 5;

/** Not by `instanceof`: the error may come from another realm. The lower byte of `errcode` is SQLite's primary result code. */
function isBusy(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' && (code & 0xff) === busy;
}
