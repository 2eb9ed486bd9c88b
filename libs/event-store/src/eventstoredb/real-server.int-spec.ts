import { eventStoreCompliance } from '../../compliance';
import { openEventStoreDBEventStore } from './open';

const url = process.env.EVENTSTOREDB_URL;

if (url === undefined || url === '') {
  it.skip('EVENTSTOREDB_URL names no server: EVENTSTOREDB_URL=esdb://… npm run test:eventstoredb runs this', () =>
    undefined);
} else {
  eventStoreCompliance('EventStoreDB, a real server,', async () => {
    let store = await openEventStoreDBEventStore({ connectionString: url });
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await openEventStoreDBEventStore({ connectionString: url });
        return store;
      },
      close: () => store.close(),
    };
  });
}
