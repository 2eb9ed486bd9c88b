import { join } from 'node:path';
import pino from 'pino';
import { createEngine } from '../apps/engine/src/engine';
import { openBuilder } from '@rapport/builds';
import { defaultLimits, Progress } from '@rapport/projection';
import { projections } from '@rapport/projections';
import { storesIn } from '@rapport/stores';
import { besideReading } from './baselines/limits';

export interface RebuildResult {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly ratio: number;
  readonly rssMiB: number;
}

export type Threads = 'one' | 'two';

const names = projections.map(({ name }) => name);

/** A rebuild of all projections, ready to be run, of so many events. */
interface Rebuild {
  readonly events: number;
  run(): Promise<unknown>;
  close(): Promise<void>;
}

/** In an engine's own thread, whose read models were built once already. */
async function inEngine(dataFolder: string): Promise<Rebuild> {
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
  const head = await store.head();
  if (head === undefined) throw new Error('The log is empty.');
  await runtime.waitFor(head, 600_000);
  return { events: await store.count(), run: () => runtime.rebuild(names), close: () => engine.close() };
}

/** As `rapport rebuild --prepare` does: in a new process, in this thread and one that it begins. */
async function prepared(dataFolder: string): Promise<Rebuild> {
  const builder = await openBuilder(storesIn(dataFolder), defaultLimits.rebuildEvents);
  const events = await builder.log.count();
  const [progress, { signal }] = [new Progress(names, events), new AbortController()];
  const run = () => builder.fill({ projections, progress, onProgress: () => undefined, signal });
  return { events, run, close: () => builder.close() };
}

/** Rebuilds all projections of the log in a folder, in a process of its own so that its memory can be told. */
async function main(dataFolder: string, threads: Threads): Promise<void> {
  const { events, run, close } = await (threads === 'one' ? inEngine : prepared)(dataFolder);
  const { result, limit } = await besideReading(join(dataFolder, 'log.sqlite'), async () => {
    const startedAt = performance.now();
    await run();
    const seconds = (performance.now() - startedAt) / 1000;
    return { seconds, rssMiB: process.resourceUsage().maxRSS / 1024 };
  });
  await close();
  const eventsPerSecond = events / result.seconds;
  process.send?.({ ...result, eventsPerSecond, ratio: eventsPerSecond / limit } satisfies RebuildResult);
}

const [, , dataFolder = '', threads] = process.argv;
void main(dataFolder, threads === 'two' ? 'two' : 'one').then(() => process.disconnect());
