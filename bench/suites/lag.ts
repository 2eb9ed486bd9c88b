import { setTimeout as delay } from 'node:timers/promises';
import { projections } from '@rapport/projections';
import type { Engine } from '../../apps/engine/src/engine';
import { rowsHoldAll, withEngine, withEngineOn, withFolder } from '../engine';
import { logOf } from '../logs';
import { workload } from '../workload';

export interface Lag {
  readonly p50: number;
  readonly p99: number;
}

const perSecond = 1_000;

/** Milliseconds from acknowledgement to queryable row, at 1,000 commands a second. */
export const lag = (seconds: number): Promise<Lag> =>
  withEngine('running', async ({ engine }) => percentiles(await lags(engine, seconds * perSecond)));

/** The same while everything is rebuilt from so many events, over and over. */
export const lagDuringRebuild = (seconds: number, events: number): Promise<Lag> =>
  logOf(events).then((log) =>
    withFolder(
      (folder) =>
        withEngineOn(folder, 'running', async ({ engine }) => {
          await rowsHoldAll(engine);
          const stop = rebuilding(engine);
          const measured = await lags(engine, seconds * perSecond);
          await stop();
          return percentiles(measured);
        }),
      log,
    ),
  );

/** Rebuilds until it is stopped. */
function rebuilding({ platform: { runtime } }: Engine): () => Promise<void> {
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) await runtime.rebuild(projections.map(({ name }) => name));
  };
  const running = run();
  return () => {
    stopped = true;
    return running;
  };
}

async function lags(engine: Engine, count: number): Promise<number[]> {
  const { runtime, store } = engine.platform;
  const measured: number[] = [];
  const warmUp = perSecond;
  const one = async (name: string, body: object, counted: boolean): Promise<void> => {
    const { position } = await engine.dispatch(name, body);
    const acknowledgedAt = performance.now();
    if (position !== null) await runtime.waitFor(store.checkPosition(position));
    if (counted) measured.push(performance.now() - acknowledgedAt);
  };
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  let sent = 0;
  for (const { command, ...body } of workload(warmUp + count, 1_000, 'lag')) {
    const dueAt = startedAt + (sent * 1_000) / perSecond;
    if (performance.now() < dueAt) await delay(1);
    underWay.push(one(command, body, sent >= warmUp));
    sent++;
  }
  await Promise.all(underWay);
  return measured;
}

function percentiles(lags: readonly number[]): Lag {
  const sorted = lags.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
