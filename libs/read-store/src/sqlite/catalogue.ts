import { DatabaseSync } from 'node:sqlite';
import { ReadStoreUnusable } from '../errors';
import type { BuildId } from '../builds';
import { inTransaction } from './transaction';

const format = 1;

/** Says which build of each projection is in force. Full sync: a swap that was answered stays. */
export class Catalogue {
  private constructor(private readonly db: DatabaseSync) {}

  /** @throws ReadStoreUnusable */
  static open(path: string): Catalogue {
    const db = new DatabaseSync(path);
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      checkFormat(db, path);
      db.exec(`CREATE TABLE IF NOT EXISTS in_force (
        projection TEXT PRIMARY KEY, version INTEGER NOT NULL, build TEXT NOT NULL
      ) STRICT`);
      db.exec(`PRAGMA user_version = ${format}`);
      return new Catalogue(db);
    } catch (error) {
      db.close();
      if (error instanceof ReadStoreUnusable) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ReadStoreUnusable(`${path} cannot be read: ${reason}. ${remedy}`, { cause: error });
    }
  }

  inForce(): BuildId[] {
    return this.db
      .prepare('SELECT projection, version, build FROM in_force ORDER BY projection')
      .all()
      .map((row) => ({
        projection: row.projection as string,
        version: row.version as number,
        build: row.build as string,
      }));
  }

  putInForce(builds: readonly BuildId[]): void {
    inTransaction(this.db, () => {
      const put = this.db.prepare('INSERT OR REPLACE INTO in_force VALUES (?, ?, ?)');
      for (const { projection, version, build } of builds) put.run(projection, version, build);
    });
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }
}

const remedy =
  'Its folder holds nothing that is not built again from the log: stop the engine, remove the folder and start again.';

function checkFormat(db: DatabaseSync, path: string): void {
  const found = db.prepare('PRAGMA user_version').get()?.user_version;
  if (found === 0 || found === format) return;
  throw new ReadStoreUnusable(`${path} has format ${String(found)}; this build knows ${format}. ${remedy}`);
}
