import type { MakePlace } from '../fixture';
import type { MakeLog } from './logs';
import type { MakeReadStore } from './read-stores';

/** Any log with any read store. */
export function placeOf(makeLog: MakeLog, makeReadStore: MakeReadStore): MakePlace {
  return async () => {
    const [log, readStore] = [await makeLog(), await makeReadStore()];
    return {
      open: async () => ({ log: await log.open(), readStore: await readStore.open() }),
      saveLog: () => log.save(),
      restoreLog: () => log.restore(),
      removeLog: () => log.remove(),
      dispose: async () => {
        await readStore.dispose();
        await log.dispose();
      },
    };
  };
}
