import type { EventLog } from '@rapport/event-store';
import { compilePolicy, PolicyRegistry } from '@rapport/policy';
import { fillInThread, partInThread, type Fill, type MakePart } from '@rapport/projection';
import { projections } from '@rapport/projections';
import type { ReadStore } from '@rapport/read-store';
import { openLogReader, openReadStore, type StoreLocations } from '@rapport/stores';
import { policyFollower, type Compile } from './policy-follower';
import { makePartInWorker } from './thread/make-part-in-worker';

/** Makes builds beside whoever writes the log: files of its own are open, whichever thread or process it is in. */
export interface Builder {
  readonly log: EventLog;
  readonly readStore: ReadStore;
  /** With a second thread where that pays. */
  readonly fill: Fill;
  /** What a second thread does. */
  readonly makePart: MakePart;
  close(): Promise<void>;
}

/**
 * @param rebuildEvents that are held in memory at most
 * @param compile what policies of the log are compiled with
 * @throws StoreMissing, NewerFormat, CorruptStore, ReadStoreUnusable, StoreUnavailable
 */
export async function openBuilder(
  stores: StoreLocations,
  rebuildEvents: number,
  compile: Compile = compilePolicy,
): Promise<Builder> {
  const log = await openLogReader(stores.eventStore);
  try {
    const readStore = await openReadStore(stores.readStore);
    const policies = new PolicyRegistry();
    const listeners = [policyFollower(policies, compile)];
    const context = { log, readStore, policies, listeners, limits: { rebuildEvents } };
    const second = makePartInWorker({ stores, rebuildEvents });
    return {
      ...{ log, readStore },
      fill: fillInThread({ ...context, ...(second && { makePart: second }) }),
      makePart: partInThread(projections, context),
      close: () => readStore.close().finally(() => log.close()),
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}
