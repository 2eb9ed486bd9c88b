import { openPostgresReadStore, openSqliteReadStore, type ReadStore } from '@rapport/read-store';
import { postgresSchema } from '@rapport/read-store/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where read models are during one test. */
export interface ReadPlace {
  open(): Promise<ReadStore>;
  dispose(): Promise<void>;
}

export type MakeReadStore = () => Promise<ReadPlace>;

export const sqliteReadStore: MakeReadStore = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-read-'));
  return {
    open: () => openSqliteReadStore(folder),
    dispose: () => rm(folder, { recursive: true }),
  };
};

/** A schema of its own in the PostgreSQL of the tests. */
export const postgresReadStore: MakeReadStore = async () => {
  const { location, drop } = await postgresSchema();
  return { open: () => openPostgresReadStore({ connectionString: location }), dispose: drop };
};
