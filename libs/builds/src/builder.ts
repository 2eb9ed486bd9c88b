import { openEmbeddedReader, Upcasters, type EventLog } from '@rapport/event-store';
import { upcasts } from '@rapport/journey';
import { PolicyRegistry } from '@rapport/policy';
import { fillInThread, type Fill } from '@rapport/projection';
import { openSqliteReadStore, type ReadStore } from '@rapport/read-store';
import { join } from 'node:path';
import { policyFollower } from './policy-follower';

/** Makes builds beside whoever writes the log: files of its own are open, whichever thread or process it is in. */
export interface Builder {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  readonly fill: Fill;
  close(): Promise<void>;
}

/**
 * @param dataFolder of the engine
 * @param rebuildEvents that are held in memory at most
 * @throws StoreMissing, NewerFormat, CorruptStore, ReadStoreUnusable
 */
export async function openBuilder(dataFolder: string, rebuildEvents: number): Promise<Builder> {
  const log = await openEmbeddedReader({ folder: dataFolder, upcasters: Upcasters.of(upcasts) });
  try {
    const readStore = await openSqliteReadStore(join(dataFolder, 'read'));
    const policies = new PolicyRegistry();
    const listeners = [policyFollower(policies)];
    const fill = fillInThread({ log, readStore, policies, listeners, limits: { rebuildEvents } });
    return { log, readStore, fill, close: () => readStore.close().finally(() => log.close()) };
  } catch (error) {
    await log.close();
    throw error;
  }
}
