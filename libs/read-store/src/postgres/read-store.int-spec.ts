import { readStoreCompliance } from '@rapport/read-store/compliance';
import { describeWithPostgres, postgresSchema } from '@rapport/read-store/testing';
import type { ReadStore } from '../read-store';
import { openPostgresReadStore } from '.';

describeWithPostgres('PostgreSQL', () => {
  readStoreCompliance('PostgreSQL', async () => {
    const { location, drop } = await postgresSchema();
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
      dispose: async () => {
        for (const one of [store, ...others]) await one.close();
        await drop();
      },
    };
  });
});
