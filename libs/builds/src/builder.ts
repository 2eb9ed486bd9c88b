import type { EventLog } from '@rapport/event-store';
import { PolicyRegistry } from '@rapport/policy';
import { fillInThread, type Fill } from '@rapport/projection';
import type { ReadStore } from '@rapport/read-store';
import { openLogReader, openReadStore, type StoreLocations } from '@rapport/stores';
import { policyFollower } from './policy-follower';

/** Makes builds beside whoever writes the log: files of its own are open, whichever thread or process it is in. */
export interface Builder {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly fill: Fill;
  close(): Promise<void>;
}

/**
 * @param rebuildEvents that are held in memory at most
 * @throws StoreMissing, NewerFormat, CorruptStore, ReadStoreUnusable, StoreUnavailable
 */
export async function openBuilder(stores: StoreLocations, rebuildEvents: number): Promise<Builder> {
  const log = await openLogReader(stores.eventStore);
  try {
    const readStore = await openReadStore(stores.readStore);
    const policies = new PolicyRegistry();
    const listeners = [policyFollower(policies)];
    const fill = fillInThread({ log, readStore, policies, listeners, limits: { rebuildEvents } });
    return { log, readStore, fill, close: () => readStore.close().finally(() => log.close()) };
  } catch (error) {
    await log.close();
    throw error;
  }
}
