import { join } from 'node:path';
import pino from 'pino';
import { createEngine } from '../apps/engine/src/engine';
import { openBuilder } from '@rapport/builds';
import { defaultLimits, Progress } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { storesIn } from '@rapport/stores';
import { limitOfReading } from './baselines/limits';

export interface RebuildResult {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly ratio: number;
  readonly rssMiB: number;
}

export type Threads = 'one' | 'two';

/** Rebuilds all projections of the log in a folder, in a process of its own so that its memory can be told. */
async function main(dataFolder: string, threads: Threads): Promise<void> {
  const config = {
    port: 0,
    host: '127.0.0.1',
    dataFolder,
    logLevel: 'silent',
    projections: 'running',
    rebuilds: 'inline', // the thread that is measured; one of its own starts with code that is not compiled yet
  } as const;
  const engine = await createEngine(config, pino({ level: 'silent' }));
  const { runtime, store } = engine.platform;
  const names = projections.map(({ name }) => name);
  const head = await store.head();
  if (head === undefined) throw new Error('The log is empty.');
  await runtime.waitFor(head, 600_000);
  const events = await store.count();
  const startedAt = performance.now();
  await (threads === 'one' ? runtime.rebuild(names) : buildOnTwo(dataFolder, names, events));
  const seconds = (performance.now() - startedAt) / 1000;
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  await engine.close();
  const eventsPerSecond = events / seconds;
  const ratio = eventsPerSecond / limitOfReading(join(dataFolder, 'log.sqlite'));
  process.send?.({ seconds, eventsPerSecond, ratio, rssMiB } satisfies RebuildResult);
}

/** As `rapport rebuild --prepare` does, in this thread and one that it begins. */
async function buildOnTwo(dataFolder: string, names: readonly string[], events: number): Promise<void> {
  const builder = await openBuilder(storesIn(dataFolder), defaultLimits.rebuildEvents);
  const progress = new Progress(names, events);
  const { signal } = new AbortController();
  await builder.fill({ projections, progress, onProgress: () => undefined, signal });
  await builder.close();
}

const [, , dataFolder = '', threads] = process.argv;
void main(dataFolder, threads === 'two' ? 'two' : 'one').then(() => process.disconnect());
