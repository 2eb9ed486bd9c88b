import { openEmbeddedEventStore } from '@rapport/event-store';
import { createProjectionRuntime, type Fault } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { openSqliteReadStore } from '@rapport/read-store';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { EngineConfig } from '../config/config';
import { Lifecycle } from '../http/lifecycle';
import { describeError } from '../logging/describe-error';
import { measureLag } from '../metrics/lag';
import { Metrics } from '../metrics/metrics';
import { PublishedPolicies } from '../policy/published-policies';
import type { Platform } from './platform';

/** Opens the stores, reads the policies and makes the projections ready to start. Closes what it opened when it fails. */
export async function openPlatform(config: EngineConfig, logger: Logger): Promise<Platform> {
  const store = await openEmbeddedEventStore({ folder: config.dataFolder });
  try {
    const policies = new PublishedPolicies(store);
    await policies.open();
    const readStore = await openSqliteReadStore(join(config.dataFolder, 'read'));
    const metrics = new Metrics();
    const runtime = createProjectionRuntime({
      projections,
      log: store,
      readStore,
      policies: policies.registry,
      listeners: [policies.follow],
      paused: config.projections === 'paused',
      onFault: (fault) => logFault(logger, fault),
    });
    measureLag(metrics, runtime);
    return { config, logger, metrics, lifecycle: new Lifecycle(), store, readStore, policies, runtime };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** From the outside in: who reads is stopped before what is read is closed. */
export async function closePlatform({ runtime, readStore, store }: Platform): Promise<void> {
  await runtime.stop();
  await readStore.close();
  await store.close();
}

function logFault(logger: Logger, { message, projection, error }: Fault): void {
  logger.warn({ projection, ...(error === undefined ? {} : describeError(error)) }, message);
}
