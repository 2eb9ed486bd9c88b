import { eventStoreCompliance } from '../../compliance';
import { openEmbeddedEventStore } from '../embedded/open';
import { temporaryFolder } from '../embedded/testing/temporary-folder';
import { serveEventStoreDB } from '../served';
import { openEventStoreDBEventStore } from './open';

/** The adapter over real HTTP/2 to the protocol as we serve it ourselves, over a log in SQLite. */
eventStoreCompliance('EventStoreDB, served by the embedded log,', async () => {
  const folder = temporaryFolder();
  const log = await openEmbeddedEventStore({ folder: folder.path });
  const served = await serveEventStoreDB(log, { host: '127.0.0.1', port: 0, access: () => 'system' });
  const connectionString = `esdb://127.0.0.1:${served.port}?tls=false`;
  let store = await openEventStoreDBEventStore({ connectionString });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEventStoreDBEventStore({ connectionString });
      return store;
    },
    close: async () => {
      await store.close();
      await served.close();
      await log.close();
      folder.remove();
    },
  };
});
