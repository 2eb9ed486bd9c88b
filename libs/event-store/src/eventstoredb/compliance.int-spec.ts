import { eventStoreCompliance } from '../../compliance';
import { openEventStoreDBEventStore } from './open';
import { againstServers } from './testing/servers';

/** The adapter over real HTTP/2, to the protocol as we serve it and to a real server where one is named. */
againstServers((name, open) =>
  eventStoreCompliance(`EventStoreDB, ${name},`, async () => {
    const server = await open();
    const { connectionString } = server;
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
        await server.close();
      },
    };
  }),
);
