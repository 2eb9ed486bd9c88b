import { eventStoreCompliance } from '../../compliance';
import { openEmbeddedEventStore } from './open';
import { temporaryFolder } from './testing/temporary-folder';

eventStoreCompliance('the embedded store', async () => {
  const folder = temporaryFolder();
  let store = await openEmbeddedEventStore({ folder: folder.path });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openEmbeddedEventStore({ folder: folder.path });
      return store;
    },
    close: async () => {
      await store.close();
      folder.remove();
    },
  };
});
