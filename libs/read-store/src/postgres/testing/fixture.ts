import type { SharedStoreFixture } from '@rapport/read-store/compliance';
import { postgresSchema } from '@rapport/read-store/testing';
import type { ReadStore } from '../../read-store';
import { Database } from '../connection/database';
import { bury } from '../nodes/bury';
import { settingsOf } from '../options';
import { openPostgresReadStore } from '../read-store';

/** A schema of its own, and stores on it. */
export async function openFixture(): Promise<SharedStoreFixture> {
  const { location, schema, drop } = await postgresSchema();
  const open = () => openPostgresReadStore({ connectionString: location });
  let store = await open();
  const others: ReadStore[] = [];
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    another: async () => {
      const other = await open();
      others.push(other);
      return other;
    },
    lapse: (one) => lapse(location, schema, one.shared?.node ?? ''),
    dispose: async () => {
      for (const one of [store, ...others]) await one.close();
      await drop();
    },
  };
}

/** Ends the node's lease, and buries it before it renews that. */
async function lapse(location: string, schema: string, node: string): Promise<void> {
  const db = new Database(settingsOf({ connectionString: location }));
  const past = new Date(0);
  for (let dead: readonly string[] = []; dead.length === 0;) {
    await db.catalogue((catalogue) =>
      catalogue.updateTable('node').set({ expires_at: past }).where('node', '=', node).execute(),
    );
    dead = await bury(db, schema, [node]);
  }
  await db.close();
}
