import { join } from 'node:path';
import pino from 'pino';
import { createEngine } from '../apps/engine/src/engine';
import { projections } from '@rapport/projections';
import { limitOfReading } from './baselines/limits';

export interface RebuildResult {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly ratio: number;
  readonly rssMiB: number;
}

/** Rebuilds all projections of the log in a folder, in a process of its own so that its memory can be told. */
async function main(dataFolder: string): Promise<void> {
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
  const events = await store.count();
  const startedAt = performance.now();
  await runtime.rebuild(projections.map(({ name }) => name));
  const seconds = (performance.now() - startedAt) / 1000;
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  await engine.close();
  const eventsPerSecond = events / seconds;
  const ratio = eventsPerSecond / limitOfReading(join(dataFolder, 'log.sqlite'));
  process.send?.({ seconds, eventsPerSecond, ratio, rssMiB } satisfies RebuildResult);
}

void main(process.argv[2] ?? '').then(() => process.disconnect());
