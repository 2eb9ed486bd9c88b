import { fillInWorker } from '@rapport/builds';
import { CorruptStore, type Position } from '@rapport/event-store';
import {
  createProjectionRuntime,
  createReplays,
  defaultLimits,
  Views,
  type Fault,
} from '@rapport/projection';
import { projections } from '@rapport/projections';
import { openEventStore, openReadStore } from '@rapport/stores';
import type { Logger } from 'pino';
import { JourneyNews } from '../commands/journey-news';
import { storesOf, type EngineConfig } from '../config/config';
import { Lifecycle } from '../http/lifecycle';
import { describeError } from '../logging/describe-error';
import { measureProjections } from '../metrics/projections';
import { Metrics } from '../metrics/metrics';
import { PublishedPolicies } from '../policy/published-policies';
import { closeAll, orClosed } from './closing';
import type { Platform } from './platform';

/** Opens the stores, reads the policies and starts the projections. Closes what it opened when it fails. */
export async function openPlatform(config: EngineConfig, logger: Logger): Promise<Platform> {
  const store = await openEventStore(storesOf(config).eventStore, {
    onDamage: ({ code, message }) => logger.error({ code }, message),
  });
  return orClosed(store, async () => {
    const toldUpTo = await store.head();
    const policies = new PublishedPolicies(store);
    await policies.open();
    const metrics = new Metrics();
    const othersAppend = !store.exclusive || config.eventStoreDB?.systemToken !== undefined;
    const journeyNews = othersAppend ? { journeyNews: new JourneyNews() } : {};
    const parts = { store, policies, ...journeyNews };
    const { readStore, runtime, replays } = await openReadModels(config, parts, toldUpTo, logger);
    measureProjections(metrics, runtime, readStore.shared?.node);
    const refreshPolicies = (): Promise<void> => policies.refresh();
    const views = new Views({ runtime, log: store, policies: policies.registry, refreshPolicies, replays });
    const lifecycle = new Lifecycle();
    return { config, logger, metrics, lifecycle, ...parts, readStore, runtime, replays, views };
  });
}

type ReadModelParts = Pick<Platform, 'store' | 'policies' | 'journeyNews'>;

/** What is missing is built meanwhile: readiness and the questions say how far it is, and commands are taken. */
async function openReadModels(
  config: EngineConfig,
  parts: ReadModelParts,
  toldUpTo: Position | undefined,
  logger: Logger,
) {
  const readStore = await openReadStore(storesOf(config).readStore);
  return orClosed(readStore, async () => {
    const { runtime, replays } = createReadModels(config, { ...parts, readStore }, toldUpTo, logger);
    const close = (): Promise<void> => closeAll([() => replays.stop(), () => runtime.stop()]);
    return orClosed({ close }, async () => {
      await runtime.start();
      if (config.projections !== 'paused') await replays.start();
      return { readStore, runtime, replays };
    });
  });
}

function createReadModels(
  config: EngineConfig,
  { store: log, readStore, policies, journeyNews }: ReadModelParts & Pick<Platform, 'readStore'>,
  toldUpTo: Position | undefined,
  logger: Logger,
) {
  const listeners = [policies.follow];
  const sources = { projections, log, readStore, policies: policies.registry, listeners };
  const { rebuilds = 'thread' } = config;
  const { rebuildEvents } = defaultLimits;
  const fill = rebuilds === 'thread' ? fillInWorker({ stores: storesOf(config), rebuildEvents }) : undefined;
  const runtime = createProjectionRuntime({
    ...sources,
    ...(fill && { fill }),
    ...(journeyNews && { onJourneys: journeyNews.tell }),
    ...(readStore.shared && { toldUpTo }), // a node may project nothing, and hears of policies even so
    paused: config.projections === 'paused',
    onFault: (fault) => logFault(logger, fault),
  });
  const replays = createReplays({
    ...sources,
    ...(fill && { fill }),
    onFault: (error) => logFault(logger, { message: 'An expired replay cannot be removed yet.', error }),
  });
  return { runtime, replays };
}

/** From the outside in: who reads is stopped before what is read is closed. */
export function closePlatform({ replays, runtime, readStore, store }: Platform): Promise<void> {
  return closeAll([() => replays.stop(), () => runtime.stop(), () => readStore.close(), () => store.close()]);
}

function logFault(logger: Logger, { message, projection, error }: Fault): void {
  if (error instanceof CorruptStore) return; // the store has told already, once for all who meet it
  if (error === undefined) logger.info({ projection }, message);
  else logger.warn({ projection, ...describeError(error) }, message);
}
